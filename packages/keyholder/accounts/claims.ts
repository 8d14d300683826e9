import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { hmacSha256 } from '@keyward/primitives/hash'
import type { PublicSuffixes } from '@keyward/webauthn/client'
import { membersOf } from './content/stamped.ts'
import { passkeyStatus, type Profile } from './content/types.ts'
import { normaliseText } from './normalise.ts'

/** Where a username has to be unique. */
export type UniqueUsername = 'per-app' | 'workspace'

/**
 * What an account claims for its username: 32 bytes each, equal exactly where two accounts of one
 * workspace may not have the same username. One for each app that its RP IDs belong to, and under
 * the policy `workspace` one more. An empty username claims nothing.
 *
 * @param indexKey the workspace's index key
 */
export function usernameClaims(
  indexKey: Uint8Array,
  policy: UniqueUsername,
  profile: Profile,
  suffixes: PublicSuffixes,
): Uint8Array[] {
  const username = normaliseText(profile.username.value)
  if (username === '') return []
  const claims = appKeys(profile, suffixes).map((app) => claim(indexKey, ['app', app, username]))
  return policy === 'workspace' ? [...claims, claim(indexKey, ['workspace', username])] : claims
}

/**
 * What tells the account's apps apart, in order: the registrable domains of its RP IDs (an RP ID
 * that has none stands for itself), else its normalised app name.
 */
export function appKeys(profile: Profile, suffixes: PublicSuffixes): string[] {
  const keys = new Set<string>()
  for (const rpId of rpIdsOf(profile)) {
    const host = normaliseText(rpId)
    keys.add(suffixes.registrableDomain(host) ?? host)
  }
  if (keys.size === 0) keys.add(normaliseText(profile.appName.value))
  return [...keys].toSorted()
}

/** The RP IDs of the account and of its passkeys that are not deleted, each once, in order. */
export function rpIdsOf(profile: Profile): string[] {
  const rpIds = new Set(membersOf(profile.rpIds))
  for (const passkey of profile.passkeys.values())
    if (passkeyStatus(passkey) !== 'deleted') rpIds.add(passkey.rpId)
  rpIds.delete('')
  return [...rpIds].toSorted()
}

function claim(indexKey: Uint8Array, parts: readonly string[]): Uint8Array {
  return hmacSha256(indexKey, concatBytes(...parts.map((part) => lengthPrefixed(part))))
}

/** The length in bytes as 32 bits, big-endian, and the text: no two lists of texts give the same. */
function lengthPrefixed(text: string): Uint8Array {
  const bytes = encodeUtf8(text)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return concatBytes(length, bytes)
}
