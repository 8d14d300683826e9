import type { Row } from '../import-rules/row.ts'
import { findFolderCycles, findPackageCycles } from './cycles.ts'
import {
  isTest,
  ownPackage,
  packageOf,
  resolveRelative,
  splitSpecifier,
  type Package,
  type Project,
} from './project.ts'
import type { Import, Source } from './source.ts'
import type { Violation } from './violation.ts'

/** One finding about an import, without its place. */
type Finding = Pick<Violation, 'rule' | 'message'>

/** Judges a whole project by its import rules; nothing found means that it keeps them. */
export function judge(project: Project): Violation[] {
  return [
    ...project.packages.flatMap((item) => judgeRow(project, item)),
    ...project.sources.flatMap((source) => judgeSource(project, source)),
    ...findPackageCycles(project),
    ...findFolderCycles(project),
  ].toSorted((a, b) => a.path.localeCompare(b.path) || a.line - b.line)
}

function judgeRow({ rules }: Project, { folder }: Package): Violation[] {
  if (rules[folder] !== undefined) return []
  const message = `${folder} has no row: add one in tools/import-rules/ that says what it may import.`
  return [{ path: `${folder}/package.json`, line: 1, rule: 'no-row', message }]
}

function judgeSource(project: Project, source: Source): Violation[] {
  const { path } = source
  const place = packageOf(project, path)
  const row = rowFor(project, path)
  if (place === undefined || row === undefined) return []
  if (source.fault !== undefined) {
    const message = `${source.fault.message}: correct the syntax.`
    return [{ path, line: source.fault.line, rule: 'not-parsed', message }]
  }
  // Tools look for the default export of their configuration.
  const isConfiguration = path.endsWith('.config.ts')
  const defaults = (isConfiguration ? [] : source.defaultExports).map((line) => ({
    path,
    line,
    rule: 'default-export' as const,
    message: 'a default export has no name to search for: export it by name.',
  }))
  const imports = source.imports.flatMap((item) => {
    const finding = judgeImport(project, { path, place, row }, item)
    return finding === undefined ? [] : [{ path, line: item.line, ...finding }]
  })
  return [...imports, ...defaults, ...judgeBarrel(place, source)]
}

interface Place {
  readonly path: string
  readonly place: Package
  readonly row: Row
}

function judgeImport(project: Project, at: Place, { specifier }: Import): Finding | undefined {
  if (specifier === undefined) {
    const message = 'what it imports is computed, so it cannot be checked: write the name out.'
    return { rule: 'computed-import', message }
  }
  if (specifier.startsWith('.')) return judgeRelative(at, specifier)
  if (specifier.startsWith('/') && at.row.served === true) return undefined
  if (specifier.startsWith('node:')) return judgeNode(at, specifier)
  const own = ownPackage(project, specifier)
  return own === undefined ? judgeNpm(at, specifier) : judgeOwn(at, specifier, own)
}

function judgeRelative({ path, place }: Place, specifier: string): Finding | undefined {
  if (resolveRelative(path, specifier).startsWith(`${place.folder}/`)) return undefined
  const message = `'${specifier}' leaves ${place.folder}: import another package by its name.`
  return { rule: 'leaves-package', message }
}

function judgeNode({ place, row }: Place, specifier: string): Finding | undefined {
  if (row.node) return undefined
  const message = `${place.folder} runs where there is no Node: take what '${specifier}' does as a port.`
  return { rule: 'node-module', message }
}

function judgeNpm({ place, row }: Place, specifier: string): Finding | undefined {
  const { name } = splitSpecifier(specifier)
  if (row.npm.includes(name)) return undefined
  const message = `${place.folder} may not import '${name}': do without it, or allow it in tools/import-rules/ and say why.`
  return { rule: 'npm-package', message }
}

function judgeOwn({ place, row }: Place, specifier: string, own: Package): Finding | undefined {
  const { name, entry } = splitSpecifier(specifier)
  if (!row.ours.includes(name) && !row.ours.includes(specifier)) {
    const message = `${place.folder} may not import '${specifier}': move the code to where both may reach it, or turn the dependency round with a port.`
    return { rule: 'our-package', message }
  }
  if (own.exports[entry] !== undefined) return undefined
  const message = `'${specifier}' is no entry of ${name}: import one that the "exports" of its package.json name.`
  return { rule: 'not-exported', message }
}

/** Entries of a package may gather what it offers; anywhere else a list of re-exports hides the way. */
function judgeBarrel({ folder, exports }: Package, source: Source): Violation[] {
  const inside = source.path.slice(folder.length + 1)
  const entry = !inside.includes('/') || Object.values(exports).includes(`./${inside}`)
  if (entry || !source.onlyReExports) return []
  const message = 'it only passes on what other files export: import those files instead.'
  return [{ path: source.path, line: 1, rule: 'barrel', message }]
}

function rowFor({ rules, testExtras }: Project, path: string): Row | undefined {
  const key = Object.keys(rules)
    .filter((candidate) => path === candidate || path.startsWith(`${candidate}/`))
    .toSorted((a, b) => b.length - a.length)[0]
  const row = key === undefined ? undefined : rules[key]
  if (row === undefined || !isTest(path)) return row
  return {
    ...row,
    ours: [...row.ours, ...testExtras.ours],
    npm: [...row.npm, ...testExtras.npm],
    node: row.node || testExtras.node,
  }
}
