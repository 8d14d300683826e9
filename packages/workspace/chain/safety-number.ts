import { type CborKey, type CborValue, encodeCbor } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { MEMBER_KEYS } from './bodies.ts'
import type { MemberKeys } from './entry.ts'
import { idToBytes, type MemberId } from './ids.ts'
import { SAFETY_NUMBER } from './labels.ts'

/** One of two members who compare, with the device on which they do. */
export interface SafetyParty {
  readonly memberId: MemberId
  readonly keys: MemberKeys
  /** The device's Ed25519 public key, 32 bytes. */
  readonly deviceSigning: Uint8Array
}

const GROUPS_EACH = 6

/**
 * What two members compare by eye or voice when no invitation's secret vouches for them: 12 groups
 * of 5 digits, the same ones on both devices whoever comes first. Each half stands for one member's
 * id, keyset and device and for the chain's first entry (`genesisHash`, 32 bytes), so that equal
 * numbers also mean one workspace. About 99 bits each: forging one half takes 2^99 tries.
 */
export function safetyNumber(genesisHash: Uint8Array, a: SafetyParty, b: SafetyParty): string {
  return [half(genesisHash, a), half(genesisHash, b)].toSorted().join(' ')
}

function half(genesisHash: Uint8Array, party: SafetyParty): string {
  const statement = new Map<CborKey, CborValue>([
    ['genesisHash', genesisHash],
    ['memberId', idToBytes(party.memberId)],
    ['keys', MEMBER_KEYS.encode(party.keys)],
    ['deviceSigning', party.deviceSigning],
  ])
  const hash = sha256(encodeCbor([SAFETY_NUMBER, statement]))
  return Array.from({ length: GROUPS_EACH }, (_, i) => group(hash.subarray(5 * i, 5 * i + 5))).join(
    ' ',
  )
}

/** 40 bits reduced to five digits: the bias is below 2^-23. */
function group(bytes: Uint8Array): string {
  const value = bytes.reduce((number, byte) => number * 256 + byte, 0)
  return String(value % 100_000).padStart(5, '0')
}
