import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TEST_EXTRAS } from '../import-rules/above.ts'
import { RULES } from '../import-rules.ts'
import type { Package, Project } from './project.ts'
import { readSource } from './source.ts'

const SOURCES = '**/*.{ts,tsx,mts,js,jsx,mjs}'
/** Folders of sources at the root that are no packages. */
const LOOSE = ['bench']

/** Reads every package that the root's `workspaces` name, and every source in it. */
export function readProject(root: string): Project {
  const { workspaces } = readManifest(join(root, 'package.json'))
  const packages = [
    ...globSync([...(workspaces ?? [])], { cwd: root }).flatMap((folder) =>
      readPackage(root, folder),
    ),
    ...LOOSE.map((folder) => ({ folder, name: undefined, exports: {} })),
  ]
  const sources = packages.flatMap(({ folder }) =>
    globSync(SOURCES, { cwd: join(root, folder), exclude: ['**/node_modules', '**/dist'] }).map(
      (name) => {
        const path = `${folder}/${name.replaceAll('\\', '/')}`
        return readSource(path, readFileSync(join(root, path), 'utf8'))
      },
    ),
  )
  return { packages, sources, rules: RULES, testExtras: TEST_EXTRAS }
}

interface Manifest {
  readonly name?: string
  readonly workspaces?: readonly string[]
  readonly exports?: Readonly<Record<string, string>>
}

function readPackage(root: string, folder: string): Package[] {
  const path = join(root, folder, 'package.json')
  if (!existsSync(path)) return []
  const { name, exports = {} } = readManifest(path)
  return [{ folder: folder.replaceAll('\\', '/'), name, exports }]
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8'))
}
