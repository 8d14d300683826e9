/** The items of each workspace, in their order. */
export function byWorkspace<T>(
  items: readonly T[],
  workspaceOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const workspaceId = workspaceOf(item)
    const known = found.get(workspaceId)
    if (known === undefined) found.set(workspaceId, [item])
    else known.push(item)
  }
  return found
}
