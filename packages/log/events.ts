import { type FieldMap, nullable, type RecordField, type RecordShape } from '@keyward/codec/records'
import {
  bytes,
  bytesUpTo,
  flag,
  id,
  integer,
  oneOf,
  record,
  setting,
  time,
  word,
} from './fields.ts'

/**
 * Who tells of an event: the server of what it did or refused itself, or a device of what only a
 * device can know, in a statement that it signs.
 */
export type Reporter = 'server' | 'device'

interface Row<R extends Reporter, S> {
  readonly reporter: R
  /** For people. Who did it and to whom stands beside it. */
  readonly sentence: string
  readonly subject: RecordField<S>
}

/** Where in the membership chain the signed entry stands that says the same. */
const chain = { chainSequence: integer(0) }
const account = { accountId: id }
const deal = { accountId: id, dealId: id }
/** SHA-256 of the credential ID, 32 bytes: with it an owner of the account finds the passkey. */
const passkey = { accountId: id, credentialIdHash: bytes(32) }
const grantee = { granteeKind: oneOf('member', 'team', 'collection'), granteeId: id }
const unlock = oneOf('passphrase', 'passkey', 'device', 'recovery-kit')

/**
 * Every event, and nothing else can be logged. No member of a subject can hold free text, so the
 * name of an app, an RP ID or a username has no place to stand in.
 */
export const EVENTS = {
  'workspace-created': row('server', 'Created the workspace.', chain),
  'workspace-renamed': row('server', 'Renamed the workspace.', chain),
  'policy-set': row('server', 'Set a policy.', { policy: word, value: setting, ...chain }),
  'ownership-handed-over': row('server', 'Handed over the ownership of the workspace.', {
    memberId: id,
    ...chain,
  }),

  'member-invited': row('server', 'Invited a member.', {
    invitationId: id,
    memberKind: oneOf('person', 'agent'),
    role: word,
  }),
  'invitation-revoked': row('server', 'Revoked an invitation.', { invitationId: id }),
  'join-requested': row('server', 'Asked to join with an invitation.', { invitationId: id }),
  'member-joined': row('server', 'Admitted a member.', {
    memberId: id,
    role: word,
    invitationId: id,
    ...chain,
  }),
  'member-removed': row('server', 'Removed a member.', { memberId: id, ...chain }),
  'role-changed': row('server', 'Changed the role of a member.', {
    memberId: id,
    role: word,
    ...chain,
  }),
  'team-changed': row('server', 'Created, changed or removed a team.', {
    teamId: id,
    change: oneOf('created', 'changed', 'removed'),
    ...chain,
  }),
  'device-added': row('server', 'Added a device.', { deviceId: id, ...chain }),
  'device-removed': row('server', 'Removed a device.', { memberId: id, deviceId: id, ...chain }),
  'keys-changed': row('server', 'Changed their keys.', { keyEpoch: integer(1), ...chain }),

  'unlock-method-added': row('server', 'Added a way to unlock.', { method: unlock }),
  'unlock-method-removed': row('server', 'Removed a way to unlock.', { method: unlock }),
  'session-started': row('server', 'Signed in to Keyward.', { method: unlock }),
  'session-ended': row('server', 'A session ended.', {
    memberId: id,
    deviceId: id,
    reason: oneOf('signed-out', 'revoked', 'expired'),
  }),
  'sign-in-refused': row('server', 'Signing in to Keyward was refused.', { rule: word }),
  'request-refused': row('server', 'A request was refused.', {
    action: word,
    rule: word,
    accountId: nullable(id),
  }),

  'account-created': row('server', 'Created an account.', account),
  'account-changed': row('server', 'Changed an account.', { ...account, version: integer(1) }),
  'account-deleted': row('server', 'Deleted an account.', account),
  'account-restored': row('server', 'Restored a deleted account.', account),
  'account-shared': row('server', 'Shared an account.', { ...account, ...grantee, role: word }),
  'account-unshared': row('server', 'Ended the sharing of an account.', {
    ...account,
    ...grantee,
  }),
  'continuity-used': row('server', 'Gave an orphaned account a new Owner.', {
    ...account,
    memberId: id,
  }),

  'passkey-created': row('device', 'Created a passkey.', passkey),
  'passkey-signed-in': row('device', 'Signed in with a passkey.', passkey),
  'passkey-deleted': row('device', 'Deleted a passkey.', passkey),
  'passkey-refused': row('device', 'An app refused a passkey.', {
    ceremony: oneOf('create', 'get'),
    /** null when nothing was kept of a passkey that the app refused at once. */
    accountId: nullable(id),
    credentialIdHash: nullable(bytes(32)),
    /** Which app it was, sealed by the device to those who may read it. Opaque here. */
    sealedApp: nullable(bytesUpTo(1024)),
  }),
  'secret-revealed': row('device', 'Looked at a secret.', {
    ...account,
    secret: oneOf('password', 'one-time-code', 'note', 'private-key'),
  }),
  exported: row('device', 'Exported accounts.', {
    count: integer(0),
    form: oneOf('encrypted', 'plaintext'),
  }),
  imported: row('device', 'Imported accounts.', { count: integer(0) }),
  'backup-restored': row('server', 'The server was restored from a backup.', { madeAt: time }),

  'passkey-co-signed': row('server', 'Signed in with a shared passkey.', {
    ...deal,
    /** Which part of the deal was spent; null where deals have no parts. */
    index: nullable(integer(0)),
    authenticatorData: bytes(37),
    clientDataHash: bytes(32),
    /** Why, sealed by the device to those who may read it. Opaque here. */
    sealedReason: nullable(bytesUpTo(2048)),
    approvalId: nullable(id),
  }),
  'co-signing-refused': row('server', 'Signing in with a shared passkey was refused.', {
    accountId: nullable(id),
    dealId: nullable(id),
    rule: word,
  }),
  'deal-made': row('server', 'Made it possible for a device to sign in with a shared passkey.', {
    ...deal,
    memberId: id,
    deviceId: id,
    count: integer(0),
  }),
  'deal-failed': row('server', "The signer's part of a sign-in did not fit.", {
    ...deal,
    index: nullable(integer(0)),
  }),
  'terms-set': row('server', 'Set the limits of a share.', {
    ...account,
    memberId: id,
    version: integer(1),
    signIns: nullable(integer(1)),
    expiresAt: nullable(time),
    hasHours: flag,
    userVerification: flag,
    reason: flag,
    approval: flag,
  }),
  'sign-in-approval-asked': row('server', 'Asked for the approval of a sign-in.', {
    approvalId: id,
    ...deal,
  }),
  'sign-in-approval-answered': row('server', 'Approved or declined a sign-in.', {
    approvalId: id,
    ...deal,
    isApproved: flag,
  }),
  'approval-window-opened': row('server', 'Approved the sign-ins of some hours.', {
    ...account,
    memberId: id,
    until: time,
  }),
  'approval-window-closed': row('server', 'Ended the approval of sign-ins.', {
    ...account,
    memberId: id,
  }),
  'share-requested': row('server', 'Asked for an account to be shared.', {
    requestId: id,
    ...account,
    memberId: id,
    role: word,
  }),
  'signer-changed': row('server', 'The signer was replaced: shared sign-ins are prepared anew.', {
    signerId: id,
  }),

  'log-rolled-back': row('server', 'A device had seen more of the log: the server was set back.', {
    /** How many entries the log had when it was seen. */
    seen: integer(1),
  }),
  'webhook-set': row('server', 'Began to send the activity to another system.', { webhookId: id }),
  'webhook-removed': row('server', 'Ended sending the activity to another system.', {
    webhookId: id,
  }),
  'webhook-disabled': row('server', 'Gave up sending the activity to another system.', {
    webhookId: id,
  }),
} as const

/** What can be logged. */
export type ActivityEvent = keyof typeof EVENTS

type Subject<Field> = Field extends RecordField<infer T> ? T : never

/** What an event is about, by the name of the event. */
export type ActivitySubjects = {
  readonly [Event in ActivityEvent]: Subject<(typeof EVENTS)[Event]['subject']>
}

/** An event together with the subject that belongs to it. */
export type Happening<Event extends ActivityEvent = ActivityEvent> = {
  readonly [E in Event]: { readonly event: E; readonly subject: ActivitySubjects[E] }
}[Event]

/** The events of which a device tells. */
export type DeviceEvent = {
  [E in ActivityEvent]: (typeof EVENTS)[E]['reporter'] extends 'device' ? E : never
}[ActivityEvent]

/** The events of which the server tells. */
export type ServerEvent = Exclude<ActivityEvent, DeviceEvent>

/** Every event, in the order in which people are shown them. */
export const ACTIVITY_EVENTS = Object.keys(EVENTS) as readonly ActivityEvent[]

/** Whether the text names an event. */
export function isActivityEvent(text: string): text is ActivityEvent {
  return Object.hasOwn(EVENTS, text)
}

/** Who tells of this event. */
export function reporterOf(event: ActivityEvent): Reporter {
  return EVENTS[event].reporter
}

/** What happened, as a sentence for people. It names nobody. */
export function sentenceOf(event: ActivityEvent): string {
  return EVENTS[event].sentence
}

/** The account that an event is about, if it is about one. */
export function accountIdOf({ subject }: Happening): string | null {
  return 'accountId' in subject ? subject.accountId : null
}

function row<R extends Reporter, F extends FieldMap>(
  reporter: R,
  sentence: string,
  members: F,
): Row<R, RecordShape<F>> {
  return { reporter, sentence, subject: record(members) }
}
