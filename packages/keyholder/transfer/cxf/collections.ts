import { isObject, listOf, textOf } from '../imports/json.ts'

/**
 * Gathers the titles of collections by the ids of their items. A collection inside another has the
 * titles of both, with a slash. The nesting is that of the file, which is limited.
 */
export function collectionLabels(
  collections: unknown,
  into: Map<string, string[]>,
  parents = '',
): void {
  for (const collection of listOf(collections)) {
    if (!isObject(collection)) continue
    const title = parents + textOf(collection['title']).trim()
    for (const link of listOf(collection['items'])) {
      const id = textOf(isObject(link) ? link['item'] : link)
      const labels = into.get(id)
      if (labels === undefined) into.set(id, [title])
      else labels.push(title)
    }
    collectionLabels(collection['subCollections'], into, `${title}/`)
  }
}
