import { nullable, type RecordField } from '@keyward/codec/records'
import { parsePolicySetting } from '../rules/policies.ts'
import { MEMBER_KINDS, WORKSPACE_ROLES } from '../rules/roles.ts'
import type { Device, EntryBody, EntryKind, MemberKeys, PolicySet } from './entry.ts'
import { bytes, id, integer, list, malformed, name, oneOf, record } from './fields.ts'
import type { DeviceId, InvitationId, MemberId, TeamId } from './ids.ts'

const memberId = id<MemberId>()
const teamId = id<TeamId>()

export const MEMBER_KEYS: RecordField<MemberKeys> = record({
  epoch: integer(1),
  signing: bytes(32),
  wrapping: bytes(1216),
})

export const DEVICE: RecordField<Device> = record({
  deviceId: id<DeviceId>(),
  name,
  signing: bytes(32),
})

type Body<Kind extends EntryKind> = Omit<Extract<EntryBody, { kind: Kind }>, 'kind'>

const policySetting: RecordField<Body<'policy-set'>> = {
  names: ['policy', 'value'],
  encode: ({ policy, value }: Omit<PolicySet, 'kind'>) =>
    new Map<string, string | boolean | number>([
      ['policy', policy],
      ['value', value],
    ]),
  parse(value) {
    const setting =
      value instanceof Map && value.size === 2
        ? parsePolicySetting(value.get('policy'), value.get('value'))
        : undefined
    if (setting === undefined) throw malformed('a policy with a value that it may have')
    return setting
  },
}

/** The body of every kind of entry, version 1. */
export const BODIES: { readonly [Kind in EntryKind]: RecordField<Body<Kind>> } = {
  'workspace-created': record({ name, ownerName: name, keys: MEMBER_KEYS, device: DEVICE }),
  'member-joined': record({
    memberId,
    memberKind: oneOf(...MEMBER_KINDS),
    name,
    role: oneOf(...WORKSPACE_ROLES),
    keys: MEMBER_KEYS,
    device: DEVICE,
    invitationId: id<InvitationId>(),
    joinProofHash: nullable(bytes(32)),
  }),
  'role-changed': record({ memberId, role: oneOf(...WORKSPACE_ROLES) }),
  'member-removed': record({ memberId }),
  'keys-changed': record({ keys: MEMBER_KEYS }),
  'device-added': record({ device: DEVICE }),
  'device-removed': record({ deviceId: id<DeviceId>() }),
  'team-created': record({ teamId, name, members: list(memberId) }),
  'team-changed': record({
    teamId,
    name: nullable(name),
    added: list(memberId),
    removed: list(memberId),
  }),
  'team-removed': record({ teamId }),
  'policy-set': policySetting,
  'workspace-renamed': record({ name }),
  'ownership-handed-over': record({ memberId }),
}
