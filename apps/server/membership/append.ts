import { equalBytes } from '@keyward/codec'
import type { ServerReport } from '@keyward/log'
import {
  appendEntry,
  hashEntry,
  hashJoinProof,
  type MemberJoined,
  parseEntry,
  type SignedEntry,
} from '@keyward/workspace/chain'
import { Refused } from '../auth/refused.ts'
import { bytesOf } from '../auth/text.ts'
import type { InvitationRow, JoinRequest } from '../store/ports/invitations.ts'
import type { ChainEffects, ChainRow } from '../store/ports/workspaces.ts'
import { entryHappening } from './happening.ts'
import { byChain } from './refusal.ts'
import { hasEntry, type Standing } from './standing.ts'

/** How far ahead of the server's clock an entry may be dated. */
const MAX_AHEAD = 3_600_000

/** An entry that may be appended, with all that it changes beside the chain. */
export interface CheckedEntry {
  readonly row: ChainRow
  readonly effects: ChainEffects
  readonly activity: readonly ServerReport[]
}

/** Reads an entry. @throws {Refused} `chain_refused` */
export function readEntry(bytes: Uint8Array, now: number): SignedEntry {
  const entry = byChain(() => parseEntry(bytes))
  if (entry.time > now + MAX_AHEAD) {
    const message = 'The entry is dated more than an hour ahead of the server.'
    throw new Refused('chain_refused', { rule: 'chain.time', message, serverTime: now })
  }
  return entry
}

/** What the store keeps of an entry. */
export function rowOf(entry: SignedEntry, bytes: Uint8Array): ChainRow {
  return { sequence: entry.sequence, hash: hashEntry(entry), bytes }
}

/** Whether the chain has this very entry already: then the request is a repeated one. */
export function isKnown(standing: Standing, row: ChainRow): boolean {
  return hasEntry(standing, row.sequence, row.hash)
}

/**
 * Checks that an entry may be the next one.
 *
 * @param invitation the invitation that a `member-joined` names, as the server keeps it; `lost` when
 *   a restored server is given back an entry, and no longer knows who asked to join
 * @throws {Refused} `chain_conflict`, `chain_refused`, `forbidden`
 */
export function checkEntry(
  standing: Standing,
  entry: SignedEntry,
  row: ChainRow,
  asking: Pick<ServerReport, 'memberId' | 'deviceId' | 'time'>,
  invitation: InvitationRow | 'lost' | undefined,
): CheckedEntry {
  const { state } = standing
  const { body } = entry
  byChain(() => appendEntry(state, entry), body.kind)
  const isLost = invitation === 'lost'
  if (body.kind === 'member-joined' && !isLost) checkJoined(body, invitation)
  const activity = [{ ...asking, ...entryHappening(state, entry) }]
  return { row, effects: effectsOf(entry, isLost), activity }
}

function effectsOf({ body }: SignedEntry, isLost: boolean): ChainEffects {
  switch (body.kind) {
    case 'member-joined':
      return {
        admittedMemberId: body.memberId,
        isMemberLost: isLost,
        usedInvitationId: body.invitationId,
      }
    case 'member-removed':
      return { removedMemberId: body.memberId }
    case 'device-removed':
      return { removedDeviceId: body.deviceId }
    default:
      return {}
  }
}

/** The member admitted has to be the one that asked to join, and to get what it was invited to. */
function checkJoined(body: MemberJoined, invitation: InvitationRow | undefined): void {
  if (invitation === undefined || invitation.join === null)
    throw refusedJoin('invitation.unknown', 'Nobody has asked to join with this invitation.')
  if (body.role !== invitation.role || body.memberKind !== invitation.memberKind)
    throw refusedJoin('invitation.other-role', 'The invitation was to another role.')
  if (!isSameJoiner(body, invitation.join))
    throw refusedJoin('invitation.other-joiner', 'Another one asked to join than is admitted.')
}

function isSameJoiner(body: MemberJoined, { joiner, proof }: JoinRequest): boolean {
  const { keys, device, joinProofHash } = body
  return (
    body.memberId === joiner.memberId &&
    body.memberKind === joiner.memberKind &&
    body.name === joiner.name &&
    keys.epoch === joiner.keys.epoch &&
    equalBytes(keys.signing, bytesOf(joiner.keys.signing, 'joiner')) &&
    equalBytes(keys.wrapping, bytesOf(joiner.keys.wrapping, 'joiner')) &&
    device.deviceId === joiner.device.deviceId &&
    device.name === joiner.device.name &&
    equalBytes(device.signing, bytesOf(joiner.device.signing, 'joiner')) &&
    (joinProofHash === null || (proof !== null && equalBytes(joinProofHash, hashJoinProof(proof))))
  )
}

function refusedJoin(rule: string, message: string): Refused {
  return new Refused('chain_refused', { rule, message })
}
