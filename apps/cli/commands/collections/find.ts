import { type CollectionEntry, listCollections } from '@keyward/keyholder/commands'
import type { OpenDesk } from '@keyward/keyholder/keyholder'
import { findNamed } from '../find-named.ts'

const TOLD = {
  none: 'There is no such collection, or it is not shared with you: see keyward collections list.',
  kind: 'collections',
}

/**
 * The collection that a person means, by id or by the whole name, of those that they have.
 *
 * @throws {CliError} `cli.not-found`, `cli.ambiguous`
 */
export async function findCollection(desk: OpenDesk, text: string): Promise<CollectionEntry> {
  const all = await listCollections(desk)
  return findNamed(all, ({ collectionId, name }) => ({ id: collectionId, name }), text, TOLD)
}
