import {
  type CborMap,
  type CborValue,
  concatBytes,
  decodeBase64url,
  decodeCbor,
  encodeBase64url,
  encodeCbor,
} from '@keyward/codec'
import {
  type DeviceId,
  encodeEntry,
  type FormerMember,
  idFromBytes,
  idToBytes,
  type InvitationId,
  type Member,
  type MemberDevice,
  type MemberId,
  parseEntry,
  type Team,
  type TeamId,
  type WorkspaceId,
  type WorkspaceState,
} from '@keyward/workspace/chain'
import type { Policies } from '@keyward/workspace/rules'

/** What a chain came to, with the hash of each of its entries. */
export interface Folded {
  readonly state: WorkspaceState
  /** By sequence, 32 bytes each. */
  readonly hashes: readonly Uint8Array[]
}

const VERSION = 1

/**
 * A folded chain as canonical CBOR, so that unlocking need not fold it again. For this device alone:
 * it is believed because the replica key sealed it.
 */
export function encodeSnapshot({ state, hashes }: Folded): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', VERSION],
      ['workspaceId', idToBytes(state.workspaceId)],
      ['head', encodeEntry(state.head.entry)],
      ['hashes', concatBytes(...hashes)],
      ['name', state.name],
      ['ownerId', idToBytes(state.ownerId)],
      ['policies', new Map<string, CborValue>(Object.entries(state.policies))],
      ['members', Array.from(state.members.values(), (member) => memberRow(member, null))],
      [
        'formerMembers',
        Array.from(state.formerMembers.values(), (member) => memberRow(member, member.removedAt)),
      ],
      ['devices', Array.from(state.devices.values(), deviceRow)],
      ['teams', Array.from(state.teams.values(), teamRow)],
      ['formerTeams', concatBytes(...Array.from(state.formerTeams, idToBytes))],
      ['invitations', concatBytes(...Array.from(state.invitations, idToBytes))],
      ['signingKeys', concatBytes(...Array.from(state.signingKeys, decodeBase64url))],
    ]),
  )
}

/** Reads what `encodeSnapshot` made; undefined for another version. */
export function parseSnapshot(bytes: Uint8Array): Folded | undefined {
  const map = decodeCbor(bytes) as CborMap
  if (map.get('v') !== VERSION) return undefined
  const hashes = split(map.get('hashes'), 32)
  const entry = parseEntry(map.get('head') as Uint8Array)
  const hash = hashes.at(-1)
  const genesisHash = hashes[0]
  if (hash === undefined || genesisHash === undefined || hashes.length !== entry.sequence + 1)
    return undefined
  const former = rows(map, 'formerMembers').map(formerMemberOf)
  const state: WorkspaceState = {
    workspaceId: idFromBytes<WorkspaceId>(map.get('workspaceId') as Uint8Array),
    genesisHash,
    head: { sequence: entry.sequence, hash, entry },
    name: map.get('name') as string,
    ownerId: idFromBytes<MemberId>(map.get('ownerId') as Uint8Array),
    policies: Object.fromEntries(map.get('policies') as CborMap) as unknown as Policies,
    members: byId(rows(map, 'members').map(memberOf), (member) => member.memberId),
    formerMembers: byId(former, (member) => member.memberId),
    devices: byId(rows(map, 'devices').map(deviceOf), (device) => device.deviceId),
    teams: byId(rows(map, 'teams').map(teamOf), (team) => team.teamId),
    formerTeams: new Set(ids<TeamId>(map.get('formerTeams'))),
    invitations: new Set(ids<InvitationId>(map.get('invitations'))),
    signingKeys: new Set(split(map.get('signingKeys'), 32).map(encodeBase64url)),
  }
  return { state, hashes }
}

type Row = readonly CborValue[]

function memberRow(member: Member, removedAt: number | null): Row {
  const { memberId, kind, name, role, keys, keysDue, joinedAt } = member
  const { epoch, signing, wrapping } = keys
  const id = idToBytes(memberId)
  return [id, kind, name, role, epoch, signing, wrapping, keysDue, joinedAt, removedAt]
}

function memberOf(row: Row): Member {
  const [id, kind, name, role, epoch, signing, wrapping, keysDue, joinedAt] = row
  return {
    memberId: idFromBytes<MemberId>(id as Uint8Array),
    kind: kind as Member['kind'],
    name: name as string,
    role: role as Member['role'],
    keys: {
      epoch: epoch as number,
      signing: signing as Uint8Array,
      wrapping: wrapping as Uint8Array,
    },
    keysDue: keysDue as boolean,
    joinedAt: joinedAt as number,
  }
}

function formerMemberOf(row: Row): FormerMember {
  return { ...memberOf(row), removedAt: row[9] as number }
}

function deviceRow({ deviceId, name, signing, memberId, addedAt, removedAt }: MemberDevice): Row {
  return [idToBytes(deviceId), name, signing, idToBytes(memberId), addedAt, removedAt]
}

function deviceOf([deviceId, name, signing, memberId, addedAt, removedAt]: Row): MemberDevice {
  return {
    deviceId: idFromBytes<DeviceId>(deviceId as Uint8Array),
    name: name as string,
    signing: signing as Uint8Array,
    memberId: idFromBytes<MemberId>(memberId as Uint8Array),
    addedAt: addedAt as number,
    removedAt: removedAt as number | null,
  }
}

function teamRow({ teamId, name, members }: Team): Row {
  return [idToBytes(teamId), name, concatBytes(...Array.from(members, idToBytes))]
}

function teamOf([teamId, name, members]: Row): Team {
  return {
    teamId: idFromBytes<TeamId>(teamId as Uint8Array),
    name: name as string,
    members: new Set(ids<MemberId>(members)),
  }
}

function rows(map: CborMap, name: string): readonly Row[] {
  return map.get(name) as readonly Row[]
}

function ids<Id extends MemberId | TeamId | InvitationId>(value: CborValue | undefined): Id[] {
  return split(value, 16).map((bytes) => idFromBytes<Id>(bytes))
}

function split(value: CborValue | undefined, length: number): Uint8Array[] {
  const bytes = value as Uint8Array
  return Array.from({ length: bytes.length / length }, (_, index) =>
    bytes.slice(index * length, (index + 1) * length),
  )
}

function byId<Id, T>(values: readonly T[], idOf: (value: T) => Id): Map<Id, T> {
  return new Map(values.map((value) => [idOf(value), value]))
}
