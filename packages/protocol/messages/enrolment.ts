import { MEMBER_KINDS, WORKSPACE_ROLES } from '@keyward/workspace/rules'
import { z } from 'zod'
import { address, answer, bytes, count, id, name, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { RegistrationResponse } from './sessions.ts'

/** The first half of OPAQUE's registration (RFC 9807 section 3.2). */
export const RegisterPassphrase = request({ workspaceId: id, address, request: bytes(1, 1024) })
export type RegisterPassphrase = z.infer<typeof RegisterPassphrase>
export const PassphraseAnswer = answer({ response: bytes(1, 2048) })
export type PassphraseAnswer = z.infer<typeof PassphraseAnswer>

/** The account key as one unlock method wraps it. */
const wrappedAccountKey = bytes(1, 1024)

/** The private part of a keyset, sealed under the account key. */
export const SealedKeyset = request({
  keysetEpoch: count(1),
  accountKeyEpoch: count(1),
  sealed: bytes(1, 4096),
})
export type SealedKeyset = z.infer<typeof SealedKeyset>

const passphraseMethod = request({
  kind: z.literal('passphrase'),
  methodId: id,
  accountKeyEpoch: count(1),
  wrapped: wrappedAccountKey,
  /** OPAQUE's registration record. */
  record: bytes(1, 2048),
})
const kitMethod = request({
  kind: z.literal('kit'),
  methodId: id,
  accountKeyEpoch: count(1),
  wrapped: wrappedAccountKey,
  /** The public part of the kit's sign-in key. */
  publicKey: bytes(32),
})
const passkeyMethod = request({
  kind: z.literal('passkey'),
  methodId: id,
  accountKeyEpoch: count(1),
  wrapped: wrappedAccountKey,
  name,
  challenge: bytes(32),
  credential: RegistrationResponse,
})

/** A way to sign in and unlock, as a client sets it up. */
export const NewMethod = z.discriminatedUnion('kind', [passphraseMethod, kitMethod, passkeyMethod])
export type NewMethod = z.infer<typeof NewMethod>

/**
 * Which membership chain the member believes, sealed under the account key (`sealAnchor` of
 * `@keyward/vault/local`), so that a device that has nothing but the passphrase or the kit can hold
 * the server to it.
 */
const anchor = bytes(1, 1024)
export const PutAnchor = request({ anchor })
export type PutAnchor = z.infer<typeof PutAnchor>

/** What a new member leaves with the server. Everything secret in it is sealed. */
export const Enrolment = request({
  address,
  anchor,
  keyset: SealedKeyset,
  passphrase: passphraseMethod,
  kit: kitMethod,
})
export type Enrolment = z.infer<typeof Enrolment>

/**
 * A version of an access list with the keys that it grants, one for each grant, in any order. Those
 * that the version before had may be left out, and when a list is put back those of others too.
 */
export const ListPush = request({
  /** `encodeAccessList` of `@keyward/vault`. */
  list: bytes(1, LIMITS.list),
  wrapped: z
    .array(
      request({
        granteeId: id,
        profile: bytes(1, LIMITS.wrapped),
        secrets: bytes(1, LIMITS.wrapped).nullable(),
      }),
    )
    .max(LIMITS.grants),
})
export type ListPush = z.infer<typeof ListPush>

/** A new workspace with its first member. The member's ids are those of the first entry. */
export const CreateWorkspace = request({
  setupCode: z.string().max(100).nullable(),
  /** The first entry of the membership chain. */
  entry: bytes(1, LIMITS.entry),
  enrolment: Enrolment,
  /** The first access list of the workspace's index key; its account id is `indexListId`. */
  index: ListPush,
})
export type CreateWorkspace = z.infer<typeof CreateWorkspace>

/** An invitation as its maker lays it down; the secret in the link never comes here. */
export const NewInvitation = request({
  invitationId: id,
  role: z.enum(WORKSPACE_ROLES),
  memberKind: z.enum(MEMBER_KINDS),
  expiresAt: time,
  /** `chainProof` over the head below, 32 bytes. */
  chainProof: bytes(32),
  headSequence: count(0),
  headHash: bytes(32),
  /** Where the server may announce the invitation, without its secret. */
  email: z.string().min(3).max(320).nullable(),
})
export type NewInvitation = z.infer<typeof NewInvitation>

/** What a person with the link sees before joining. */
export const InvitationView = answer({
  workspaceId: id,
  invitationId: id,
  role: z.enum(WORKSPACE_ROLES),
  memberKind: z.enum(MEMBER_KINDS),
  expiresAt: time,
  chainProof: bytes(32),
  headSequence: count(0),
  headHash: bytes(32),
  /** The membership chain from its first entry. */
  chain: z.array(bytes(1, LIMITS.entry)),
})
export type InvitationView = z.infer<typeof InvitationView>

/** `JoinerStatement` of `@keyward/workspace/chain`, but for what the path says. */
export const Joiner = request({
  genesisHash: bytes(32),
  memberId: id,
  memberKind: z.enum(MEMBER_KINDS),
  name,
  keys: request({ epoch: count(1), signing: bytes(32), wrapping: bytes(1216) }),
  device: request({ deviceId: id, name, signing: bytes(32) }),
})
export type Joiner = z.infer<typeof Joiner>

export const JoinWorkspace = request({
  joiner: Joiner,
  /** `joinProof`, 32 bytes; null when a safety number will be compared instead. */
  proof: bytes(32).nullable(),
  enrolment: Enrolment,
})
export type JoinWorkspace = z.infer<typeof JoinWorkspace>

export const InvitationRow = answer({
  invitationId: id,
  role: z.enum(WORKSPACE_ROLES),
  memberKind: z.enum(MEMBER_KINDS),
  createdBy: id,
  createdAt: time,
  expiresAt: time,
  email: z.string().nullable(),
  /** Who answered it and waits to be admitted, in the member's own words. */
  join: answer({ joiner: Joiner, address, proof: bytes(32).nullable(), at: time }).nullable(),
})
export type InvitationRow = z.infer<typeof InvitationRow>
export const Invitations = answer({ invitations: z.array(InvitationRow) })
export type Invitations = z.infer<typeof Invitations>
/** Whether the announcement went out: false without mail settings, or when mailing failed. */
export const InvitationMade = answer({ isMailed: z.boolean() })
export type InvitationMade = z.infer<typeof InvitationMade>

export const MethodRow = answer({
  methodId: id,
  kind: z.enum(['passphrase', 'kit', 'passkey']),
  name: z.string().nullable(),
  accountKeyEpoch: count(1),
  wrapped: wrappedAccountKey,
  /** Of a passkey: its credential ID. */
  credentialId: bytes(1, 1023).nullable(),
  createdAt: time,
})
export type MethodRow = z.infer<typeof MethodRow>

/** What the server keeps for the signed-in member. */
export const Me = answer({
  workspaceId: id,
  memberId: id,
  deviceId: id,
  address,
  isAdmitted: z.boolean(),
  isDeviceAdmitted: z.boolean(),
  accountKeyEpoch: count(1),
  anchor,
  keysets: z.array(answer(SealedKeyset.shape)),
  methods: z.array(MethodRow),
  serverTime: time,
})
export type Me = z.infer<typeof Me>

/** A new account key: everything that lies under it, at once. Methods that are not named are gone. */
export const ChangeKeys = request({
  accountKeyEpoch: count(2),
  /** `keys-changed`, signed by this device. */
  entry: bytes(1, LIMITS.entry),
  anchor,
  keysets: z.array(SealedKeyset).min(1).max(1000),
  methods: z.array(NewMethod).min(1).max(20),
})
export type ChangeKeys = z.infer<typeof ChangeKeys>
