import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { LIBRARIES, type Library } from './libraries.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

interface Manifest {
  readonly license: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Everything that the app depends on, directly or not; types are not in it. */
function installed(): Library[] {
  const licences = new Map<string, string>()
  const visit = (folder: string): void => {
    const { dependencies = {} } = manifestIn(folder)
    for (const name of Object.keys(dependencies)) {
      const own = `${folder}/node_modules/${name}`
      const at = existsSync(`${own}/package.json`) ? own : `${root}node_modules/${name}`
      if (licences.has(name) || name.startsWith('@types/')) continue
      licences.set(name, manifestIn(at).license)
      visit(at)
    }
  }
  visit(`${root}apps/web`)
  return [...licences]
    .filter(([name]) => !name.startsWith('@keyward/'))
    .map(([name, licence]) => ({ name, licence }))
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest
}

test('the licences shown are those of what is installed', () => {
  const names = ({ name: a }: Library, { name: b }: Library) => (a < b ? -1 : 1)
  expect(LIBRARIES).toStrictEqual(installed().toSorted(names))
})
