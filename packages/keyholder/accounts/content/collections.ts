import type { CborValue } from '@keyward/codec'
import type { Profile } from './types.ts'

/** The kind of a profile that is a named set of accounts. */
export const COLLECTION = 'collection'

/** What an account's profile says of a collection that it is in, and of one that it was in. */
export const IN_COLLECTION: CborValue = ['collection', true]
export const TAKEN_OUT: CborValue = ['collection', false]

/** Whether the value says that the account is in a collection; undefined where it says nothing of one. */
export function readCollectionMark(value: CborValue): boolean | undefined {
  if (!Array.isArray(value)) return undefined
  const [kind, isIn] = value as readonly CborValue[]
  return kind === 'collection' && typeof isIn === 'boolean' ? isIn : undefined
}

/** The collections that an account is in, by id, in order. */
export function collectionIdsOf({ shares }: Pick<Profile, 'shares'>): string[] {
  return [...shares]
    .filter(([, { value }]) => readCollectionMark(value) === true)
    .map(([id]) => id)
    .toSorted()
}
