import type { Happening, ServerEvent } from '@keyward/log'
import type { DeviceId, EntryKind, SignedEntry, WorkspaceState } from '@keyward/workspace/chain'

type Told = Happening<ServerEvent>
type BodyOf<K extends EntryKind> = Extract<SignedEntry['body'], { readonly kind: K }>

interface Place {
  readonly chainSequence: number
  readonly author: string
  /** Before the entry. */
  readonly state: WorkspaceState
}

/** What the log says about each kind of entry. */
const HAPPENINGS: { readonly [K in EntryKind]: (body: BodyOf<K>, place: Place) => Told } = {
  'workspace-created': (_, { chainSequence }) => ({
    event: 'workspace-created',
    subject: { chainSequence },
  }),
  'member-joined': ({ memberId, role, invitationId }, { chainSequence }) => ({
    event: 'member-joined',
    subject: { memberId, role, invitationId, chainSequence },
  }),
  'role-changed': ({ memberId, role }, { chainSequence }) => ({
    event: 'role-changed',
    subject: { memberId, role, chainSequence },
  }),
  'member-removed': ({ memberId }, { chainSequence }) => ({
    event: 'member-removed',
    subject: { memberId, chainSequence },
  }),
  'keys-changed': ({ keys }, { chainSequence }) => ({
    event: 'keys-changed',
    subject: { keyEpoch: keys.epoch, chainSequence },
  }),
  'device-added': ({ device }, { chainSequence }) => ({
    event: 'device-added',
    subject: { deviceId: device.deviceId, chainSequence },
  }),
  'device-removed': ({ deviceId }, { chainSequence, state, author }) => ({
    event: 'device-removed',
    subject: { memberId: ownerOf(state, deviceId) ?? author, deviceId, chainSequence },
  }),
  'team-created': ({ teamId }, place) => team(teamId, 'created', place),
  'team-changed': ({ teamId }, place) => team(teamId, 'changed', place),
  'team-removed': ({ teamId }, place) => team(teamId, 'removed', place),
  'policy-set': ({ policy, value }, { chainSequence }) => ({
    event: 'policy-set',
    subject: { policy, value, chainSequence },
  }),
  'workspace-renamed': (_, { chainSequence }) => ({
    event: 'workspace-renamed',
    subject: { chainSequence },
  }),
  'ownership-handed-over': ({ memberId }, { chainSequence }) => ({
    event: 'ownership-handed-over',
    subject: { memberId, chainSequence },
  }),
}

/** What the log says about an entry that follows the state. */
export function entryHappening(state: WorkspaceState, entry: SignedEntry): Told {
  const place = { chainSequence: entry.sequence, author: entry.author, state }
  const happening = HAPPENINGS[entry.body.kind] as (body: EntryKindBody, place: Place) => Told
  return happening(entry.body, place)
}

type EntryKindBody = SignedEntry['body']

function team(teamId: string, change: 'created' | 'changed' | 'removed', place: Place): Told {
  const { chainSequence } = place
  return { event: 'team-changed', subject: { teamId, change, chainSequence } }
}

/** Whose device it is. */
function ownerOf(state: WorkspaceState, deviceId: DeviceId): string | undefined {
  return state.devices.get(deviceId)?.memberId
}
