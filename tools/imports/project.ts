import type { Row } from '../import-rules/row.ts'
import type { Source } from './source.ts'

/** A workspace package, or a folder of sources at the root that is none (tools, bench). */
export interface Package {
  /** Its folder from the repository's root. */
  readonly folder: string
  /** Its name; undefined when nothing can import it. */
  readonly name: string | undefined
  /** The `exports` of its package.json: entry (`.`, `./hash`) to file. */
  readonly exports: Readonly<Record<string, string>>
}

/** Everything that is judged, as data. */
export interface Project {
  readonly packages: readonly Package[]
  readonly sources: readonly Source[]
  readonly rules: Readonly<Record<string, Row>>
  readonly testExtras: Row
}

/** Tests, and what several of them read: the files of a folder "cases". */
export function isTest(path: string): boolean {
  return /\.test\.[a-z]+$/.test(path) || path.split('/').includes('cases')
}

export function packageOf(project: Project, path: string): Package | undefined {
  return project.packages.find(({ folder }) => path.startsWith(`${folder}/`))
}

/** Splits `@scope/name/entry` into the package's name and its `./entry`. */
export function splitSpecifier(specifier: string): { name: string; entry: string } {
  const parts = specifier.split('/')
  const length = specifier.startsWith('@') ? 2 : 1
  return {
    name: parts.slice(0, length).join('/'),
    entry: ['.', ...parts.slice(length)].join('/'),
  }
}

/** The package of this repository that a specifier names, if it names one. */
export function ownPackage(project: Project, specifier: string): Package | undefined {
  const { name } = splitSpecifier(specifier)
  return project.packages.find((candidate) => candidate.name === name)
}

/** Resolves a relative specifier to a path from the repository's root. */
export function resolveRelative(from: string, specifier: string): string {
  const folder = from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..' && folder.length > 0 && folder.at(-1) !== '..') folder.pop()
    else if (part !== '.') folder.push(part)
  }
  return folder.join('/')
}
