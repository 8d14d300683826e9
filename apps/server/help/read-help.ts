import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type HelpPage, readPage } from './sections.ts'

const PAGE = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/

/** The pages of a folder, by their titles; none of a folder that is not there. */
export function readHelp(folder: string): readonly HelpPage[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((file) => {
      const name = PAGE.exec(file)?.[1]
      return name === undefined ? [] : [readPage(name, readFileSync(join(folder, file), 'utf8'))]
    })
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
}
