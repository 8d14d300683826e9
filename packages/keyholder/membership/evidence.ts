import { type CborValue, encodeCbor, decodeCbor, type CborMap } from '@keyward/codec'
import type { ReplicaStore } from '../replica/port.ts'

/** What shows that the server, or a member, tells different stories. Kept until a person has seen it. */
export interface MembershipEvidence {
  readonly rule: 'membership.forked' | 'membership.rolled-back' | 'membership.refused'
  /** What was wrong in the eyes of the rules, for an entry that they refuse. */
  readonly detail: string | null
  /** The encoded entry that this device believes, and the one that stands against it, if any. */
  readonly remembered: Uint8Array
  readonly received: Uint8Array | null
  /** When it was noticed, UTC milliseconds. */
  readonly at: number
}

const KEY = 'evidence'

export async function readEvidence(replica: ReplicaStore): Promise<MembershipEvidence | undefined> {
  const bytes = await replica.get('meta', KEY)
  if (bytes === undefined) return undefined
  const map = decodeCbor(bytes) as CborMap
  return {
    rule: map.get('rule') as MembershipEvidence['rule'],
    detail: map.get('detail') as string | null,
    remembered: map.get('remembered') as Uint8Array,
    received: map.get('received') as Uint8Array | null,
    at: map.get('at') as number,
  }
}

/** Keeps the first evidence: what comes after it follows from it. */
export async function keepEvidence(
  replica: ReplicaStore,
  evidence: MembershipEvidence,
): Promise<MembershipEvidence> {
  const known = await readEvidence(replica)
  if (known !== undefined) return known
  const value = encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['rule', evidence.rule],
      ['detail', evidence.detail],
      ['remembered', evidence.remembered],
      ['received', evidence.received],
      ['at', evidence.at],
    ]),
  )
  await replica.write([{ collection: 'meta', key: KEY, value }])
  return evidence
}

export async function forgetEvidence(replica: ReplicaStore): Promise<void> {
  await replica.write([{ collection: 'meta', key: KEY, value: null }])
}
