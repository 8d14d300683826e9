import type { Params } from '@keyward/channel'
import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import type { Hints } from '../settings/settings.ts'

/** Enough that two don't meet by chance, and not a whole hash of anything. */
const HASH_BYTES = 16
const SALT_BYTES = 32

const encoder = new TextEncoder()

function hashOf(salt: string, what: Uint8Array): string {
  const salted = new Uint8Array([...decodeBase64url(salt), ...what])
  return encodeBase64url(sha256(salted).subarray(0, HASH_BYTES))
}

export function hasRpId({ salt, rpIds }: Hints, rpId: string): boolean {
  return rpIds.includes(hashOf(salt, encoder.encode(rpId)))
}

export function hasCredential({ salt, credentials }: Hints, ids: readonly Uint8Array[]): boolean {
  return ids.some((id) => credentials.includes(hashOf(salt, id)))
}

type Listing = Params<'index.replace'>

/**
 * The hints of a listing, or of a change to the listing before; undefined when that was another one.
 * The salt stays as long as there is a listing.
 */
export function nextHints(
  before: Hints | undefined,
  listing: Listing,
  random: (length: number) => Uint8Array,
): Hints | undefined {
  const { generation, after, removed, entries } = listing
  if (after !== undefined && after !== before?.generation) return undefined
  const salt = before?.salt ?? encodeBase64url(random(SALT_BYTES))
  const pairs = new Map(after === undefined ? [] : pairsOf(before))
  const credentialHash = (id: string): string => hashOf(salt, decodeBase64url(id))
  for (const id of removed?.entries ?? []) pairs.delete(credentialHash(id))
  for (const { credentialId, rpId } of entries)
    pairs.set(credentialHash(credentialId), hashOf(salt, encoder.encode(rpId)))
  const rpIds = [...new Set(pairs.values())]
  const places = new Map(rpIds.map((rpId, place) => [rpId, place]))
  const rpIdOf = [...pairs.values()].map((rpId) => places.get(rpId) ?? 0)
  return { salt, generation, rpIds, credentials: [...pairs.keys()], rpIdOf }
}

/** The hints with one passkey more, which the next listing has too; undefined while there are none. */
export function withHint(
  before: Hints | undefined,
  { credentialId, rpId }: { readonly credentialId: string; readonly rpId: string },
  random: (length: number) => Uint8Array,
): Hints | undefined {
  if (before === undefined) return undefined
  const { generation } = before
  const entry = { credentialId, rpId } as Listing['entries'][number]
  const change = { generation, after: generation, accounts: [], entries: [entry] }
  return nextHints(before, change, random)
}

function pairsOf(hints: Hints | undefined): [credential: string, rpId: string][] {
  const { credentials = [], rpIdOf = [], rpIds = [] } = hints ?? {}
  return credentials.map((credential, i) => [credential, rpIds[rpIdOf[i] ?? 0] ?? ''])
}
