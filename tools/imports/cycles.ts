import { isTest, ownPackage, packageOf, resolveRelative, type Project } from './project.ts'
import type { Violation } from './violation.ts'

/** Says that one part imports another, and where. */
interface Edge {
  readonly from: string
  readonly to: string
  readonly path: string
  readonly line: number
}

/** Cycles between packages. Tests may look upwards (a package's tests use testkit). */
export function findPackageCycles(project: Project): Violation[] {
  const edges = project.sources
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier = '', line }): Edge[] => {
        const from = packageOf(project, path)
        const to = ownPackage(project, specifier)
        if (from === undefined || to === undefined || from === to) return []
        return [{ from: from.folder, to: to.folder, path, line }]
      }),
    )
  return findCycles(edges).map((cycle) =>
    violation('package-cycle', cycle, 'let one of them take what it needs as a port'),
  )
}

/**
 * Cycles between the folders right inside a package. A file beside those folders counts as a folder
 * of its own, so that an entry file does not hide a way back.
 */
export function findFolderCycles(project: Project): Violation[] {
  return project.packages.flatMap(({ folder }) => {
    const within = (path: string): string | undefined =>
      path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/')[0] : undefined
    const edges = project.sources
      .filter(({ path }) => !isTest(path))
      .flatMap(({ path, imports }) =>
        imports.flatMap(({ specifier = '', line }): Edge[] => {
          const from = within(path)
          const to = specifier.startsWith('.')
            ? within(resolveRelative(path, specifier))
            : undefined
          if (from === undefined || to === undefined || from === to) return []
          return [{ from, to, path, line }]
        }),
      )
    return findCycles(edges).map((cycle) =>
      violation('folder-cycle', cycle, 'move what both need below both'),
    )
  })
}

/** One shortest cycle for every part that is in one, each cycle once. */
function findCycles(edges: readonly Edge[]): Edge[][] {
  const found = new Map<string, Edge[]>()
  for (const start of new Set(edges.map(({ from }) => from))) {
    const cycle = shortestCycle(edges, start)
    if (cycle === undefined) continue
    const parts = cycle.map(({ from }) => from).toSorted()
    const key = parts.join(' ')
    if (!found.has(key)) found.set(key, cycle)
  }
  return [...found.values()]
}

function shortestCycle(edges: readonly Edge[], start: string): Edge[] | undefined {
  const seen = new Set<string>()
  let ways: Edge[][] = [[]]
  while (ways.length > 0) {
    const next: Edge[][] = []
    for (const way of ways) {
      const at = way.at(-1)?.to ?? start
      for (const edge of edges) {
        if (edge.from !== at || seen.has(edge.to)) continue
        if (edge.to === start) return [...way, edge]
        seen.add(edge.to)
        next.push([...way, edge])
      }
    }
    ways = next
  }
  return undefined
}

function violation(
  rule: 'package-cycle' | 'folder-cycle',
  cycle: readonly Edge[],
  advice: string,
): Violation {
  const last = cycle.at(-1)
  const steps = cycle.map(({ from, to, path, line }) => `${from} → ${to} (${path}:${line})`)
  return {
    path: last?.path ?? '',
    line: last?.line ?? 0,
    rule,
    message: `${steps.join(', ')}: ${advice}.`,
  }
}
