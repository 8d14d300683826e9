import { type CborMap, type CborValue, CodecError, decodeCbor, encodeCbor } from '@keyward/codec'
import { AEAD_KEY_LENGTH, AeadKey } from '@keyward/primitives/aead'
import type { Unlocked } from '../../session/unlocked.ts'

/** What a device keeps behind its biometric key, to sign without a screen. */
export type HeadlessKeys = Pick<
  Unlocked,
  'workspaceId' | 'memberId' | 'accountKey' | 'accountKeyEpoch' | 'replicaKey'
>

/** The value to keep, for `secure.put` under a biometric gate. It is a secret. */
export function encodeHeadlessKeys(keys: HeadlessKeys): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['workspaceId', keys.workspaceId],
      ['memberId', keys.memberId],
      ['accountKey', keys.accountKey.exportBytes()],
      ['accountKeyEpoch', keys.accountKeyEpoch],
      ['replicaKey', keys.replicaKey.exportBytes()],
    ]),
  )
}

/** undefined for what this version did not write. Never throws, and tells nothing of the bytes. */
export function parseHeadlessKeys(bytes: Uint8Array): HeadlessKeys | undefined {
  const map = decoded(bytes)
  if (map === undefined || map.get('v') !== 1) return undefined
  const [workspaceId, memberId] = [map.get('workspaceId'), map.get('memberId')]
  const accountKey = keyOf(map.get('accountKey'))
  const replicaKey = keyOf(map.get('replicaKey'))
  const accountKeyEpoch = map.get('accountKeyEpoch')
  if (typeof workspaceId !== 'string' || typeof memberId !== 'string') return undefined
  if (accountKey === undefined || replicaKey === undefined) return undefined
  if (typeof accountKeyEpoch !== 'number') return undefined
  const identity = { workspaceId, memberId } as Pick<HeadlessKeys, 'workspaceId' | 'memberId'>
  return { ...identity, accountKey, accountKeyEpoch, replicaKey }
}

function decoded(bytes: Uint8Array): CborMap | undefined {
  try {
    const value = decodeCbor(bytes)
    return value instanceof Map ? (value as CborMap) : undefined
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

function keyOf(value: CborValue | undefined): AeadKey | undefined {
  return value instanceof Uint8Array && value.length === AEAD_KEY_LENGTH
    ? new AeadKey(value)
    : undefined
}
