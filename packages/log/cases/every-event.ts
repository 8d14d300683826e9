import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type IdentityKey, identityFromSeed } from '@keyward/primitives/identity'
import { headOf, nextEntry } from '../append.ts'
import type { ActivityEntry } from '../entry.ts'
import {
  ACTIVITY_EVENTS,
  type ActivityEvent,
  type ActivitySubjects,
  type DeviceEvent,
  type Happening,
  reporterOf,
  type ServerEvent,
} from '../events.ts'
import { type ActivityHead, genesisHead } from '../head.ts'
import { type ActivityStatement, encodeStatement, signStatement } from '../statement.ts'

/** When the stories told in tests begin: 1 January 2026, UTC milliseconds. */
const START = 1_767_225_600_000

/** 32 bytes, the same for the same label. */
export function hashOf(label: string): Uint8Array {
  return sha256(encodeUtf8(label))
}

export function idOf(label: string): string {
  return encodeBase64url(hashOf(`id of ${label}`).slice(0, 16))
}

export function keyOf(device: string): IdentityKey {
  return identityFromSeed(hashOf(`seed of ${device}`))
}

export const HARBOUR = idOf('Harbour')
export const ANNA = idOf('Anna')
const PHONE = idOf('phone')

/** The keys of Anna's phone and laptop. */
export function devices(memberId: string, deviceId: string): Uint8Array | undefined {
  const name = ['phone', 'laptop'].find((one) => idOf(one) === deviceId)
  return memberId === ANNA && name !== undefined ? keyOf(name).publicKey : undefined
}

const account = { accountId: idOf('account') }
const deal = { ...account, dealId: idOf('deal') }
const passkey = { ...account, credentialIdHash: hashOf('credential') }
const team = { granteeKind: 'team', granteeId: idOf('crew') } as const
const member = { memberId: idOf('Uwe') }
const at = (chainSequence: number): { chainSequence: number } => ({ chainSequence })

/** A subject of every event, each different from the others of its shape. */
const SUBJECTS: ActivitySubjects = {
  'workspace-created': at(0),
  'workspace-renamed': at(9),
  'policy-set': { policy: 'lockAfterMinutes', value: 5, ...at(10) },
  'ownership-handed-over': { ...member, ...at(11) },
  'member-invited': { invitationId: idOf('invitation'), memberKind: 'person', role: 'user' },
  'invitation-revoked': { invitationId: idOf('other invitation') },
  'join-requested': { invitationId: idOf('invitation') },
  'member-joined': { ...member, role: 'user', invitationId: idOf('invitation'), ...at(1) },
  'member-removed': { ...member, ...at(12) },
  'role-changed': { ...member, role: 'super-admin', ...at(2) },
  'team-changed': { teamId: idOf('crew'), change: 'created', ...at(3) },
  'device-added': { deviceId: idOf('laptop'), ...at(4) },
  'device-removed': { memberId: ANNA, deviceId: idOf('laptop'), ...at(5) },
  'keys-changed': { keyEpoch: 2, ...at(6) },
  'unlock-method-added': { method: 'recovery-kit' },
  'unlock-method-removed': { method: 'passphrase' },
  'session-started': { method: 'passkey' },
  'session-ended': { memberId: ANNA, deviceId: PHONE, reason: 'revoked' },
  'sign-in-refused': { rule: 'sign-in.unknown' },
  'request-refused': { action: 'account.share', rule: 'needs-account-owner', ...account },
  'account-created': account,
  'account-changed': { ...account, version: 2 },
  'account-deleted': account,
  'account-restored': account,
  'account-shared': { ...account, ...team, role: 'collaborator' },
  'account-unshared': { ...account, ...team },
  'continuity-used': { ...account, ...member },
  'passkey-created': passkey,
  'passkey-signed-in': passkey,
  'passkey-deleted': passkey,
  'passkey-refused': {
    ceremony: 'create',
    accountId: null,
    credentialIdHash: null,
    sealedApp: hashOf('sealed app'),
  },
  'secret-revealed': { ...account, secret: 'one-time-code' },
  exported: { count: 3, form: 'encrypted' },
  imported: { count: 4 },
  'backup-restored': { madeAt: START - 86_400_000 },
  'passkey-co-signed': {
    ...deal,
    index: 7,
    authenticatorData: new Uint8Array(37).fill(1),
    clientDataHash: hashOf('client data'),
    sealedReason: hashOf('sealed reason'),
    approvalId: idOf('approval'),
  },
  'co-signing-refused': { accountId: null, dealId: idOf('deal'), rule: 'request.tag' },
  'deal-made': { ...deal, ...member, deviceId: idOf('tablet'), count: 25 },
  'deal-failed': { ...deal, index: null },
  'terms-set': {
    ...account,
    ...member,
    version: 2,
    signIns: 10,
    expiresAt: null,
    hasHours: true,
    userVerification: true,
    reason: false,
    approval: true,
  },
  'sign-in-approval-asked': { approvalId: idOf('approval'), ...deal },
  'sign-in-approval-answered': { approvalId: idOf('approval'), ...deal, isApproved: true },
  'approval-window-opened': { ...account, ...member, until: START + 3_600_000 },
  'approval-window-closed': { ...account, ...member },
  'share-requested': { requestId: idOf('request'), ...account, ...member, role: 'collaborator' },
  'signer-changed': { signerId: idOf('signer') },
  'log-rolled-back': { seen: 40 },
  'webhook-set': { webhookId: idOf('webhook') },
  'webhook-removed': { webhookId: idOf('other webhook') },
  'webhook-disabled': { webhookId: idOf('webhook') },
}

/** What Anna's phone says, unsigned. */
export function said(event: DeviceEvent, number = 0): ActivityStatement {
  return {
    workspaceId: HARBOUR,
    memberId: ANNA,
    deviceId: PHONE,
    statementId: idOf(`statement ${event} ${number}`),
    event,
    subject: SUBJECTS[event],
    at: START - 5 + number,
  } as ActivityStatement
}

/** The bytes that Anna's phone sends. */
export function statementOf(event: DeviceEvent, number = 0): Uint8Array {
  return encodeStatement(signStatement(keyOf('phone'), said(event, number)))
}

/** What the server says of an event, asked for by Anna's phone or by nobody. */
export function serverReport(event: ServerEvent, asked = true) {
  const happening = { event, subject: SUBJECTS[event] } as Happening<ServerEvent>
  const by = asked ? { memberId: ANNA, deviceId: PHONE } : { memberId: null, deviceId: null }
  return { ...happening, ...by, time: START }
}

function isDeviceEvent(event: ActivityEvent): event is DeviceEvent {
  return reporterOf(event) === 'device'
}

/** Goes on with these events from a head, a second apart. */
export function logOf(
  events: readonly ActivityEvent[],
  from: ActivityHead = genesisHead(HARBOUR),
): ActivityEntry[] {
  let head = from
  return events.map((event) => {
    const time = START + 1000 * (head.sequence + 1)
    const number = head.sequence
    const entry = isDeviceEvent(event)
      ? nextEntry(head, { time, statement: statementOf(event, number) })
      : nextEntry(head, { ...serverReport(event, event !== 'sign-in-refused'), time })
    head = headOf(entry)
    return entry
  })
}

/** A log with one entry of every event, the same bytes each time. */
export function everyEvent(): ActivityEntry[] {
  return logOf(ACTIVITY_EVENTS)
}
