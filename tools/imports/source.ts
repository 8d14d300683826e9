import { parseSync, type Program } from 'oxc-parser'

/** One place where a file names another module. */
export interface Import {
  /** The text between the quotes; undefined when it is computed at run time. */
  readonly specifier: string | undefined
  readonly line: number
}

/** What the rules need to know of one file. */
export interface Source {
  /** From the repository's root, with forward slashes. */
  readonly path: string
  readonly imports: readonly Import[]
  /** Lines of default exports. */
  readonly defaultExports: readonly number[]
  /** Whether the file holds re-exports and nothing else. */
  readonly onlyReExports: boolean
  /** Why it could not be parsed. */
  readonly fault?: { readonly line: number; readonly message: string }
}

/** Reads the imports and exports of a TypeScript or JavaScript module. */
export function readSource(path: string, text: string): Source {
  const { module, program, errors } = parseSync(path, text)
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length
  const fault = errors[0]
  const exported = module.staticExports.flatMap((statement) => statement.entries)
  const imports = [
    ...module.staticImports.map((statement) => statement.moduleRequest),
    ...exported.flatMap((entry) => entry.moduleRequest ?? []),
  ].map(({ value, start }) => ({ specifier: value, line: lineAt(start) }))
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    specifier: literal(text.slice(start, end)),
    line: lineAt(start),
  }))
  return {
    path,
    imports: distinct([...imports, ...dynamic]),
    defaultExports: exported
      .filter(({ exportName: { kind, name } }) => kind === 'Default' || name === 'default')
      .map(({ start }) => lineAt(start)),
    onlyReExports: onlyReExports(program),
    ...(fault === undefined
      ? {}
      : { fault: { line: lineAt(fault.labels[0]?.start ?? 0), message: fault.message } }),
  }
}

function literal(code: string): string | undefined {
  return /^(['"`])([^'"`$]*)\1$/.exec(code)?.[2]
}

/** `export { a, b } from './c.ts'` is one import, not two. */
function distinct(imports: readonly Import[]): Import[] {
  return [...new Map(imports.map((item) => [`${item.line} ${item.specifier}`, item])).values()]
}

function onlyReExports({ body }: Program): boolean {
  let reExports = 0
  for (const statement of body) {
    if (statement.type === 'ExportAllDeclaration') reExports += 1
    else if (statement.type === 'ExportNamedDeclaration' && statement.declaration === null) {
      reExports += 1
    } else if (statement.type !== 'ImportDeclaration') return false
  }
  return reExports > 0
}
