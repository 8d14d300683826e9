import { type CborMap, encodeCbor, encodeUtf8, equalBytes } from '@keyward/codec'
import type { RecordField } from '@keyward/codec/records'
import { hkdfSha256, hmacSha256, sha256 } from '@keyward/primitives/hash'
import { MEMBER_KINDS, type MemberKind } from '../rules/roles.ts'
import { DEVICE, MEMBER_KEYS } from './bodies.ts'
import type { Device, MemberKeys } from './entry.ts'
import { bytes, id, name, oneOf, record } from './fields.ts'
import { idToBytes, type InvitationId, type MemberId, type WorkspaceId } from './ids.ts'
import type { InvitationSecret } from './invitation-secret.ts'
import { CHAIN_KEY, CHAIN_PROOF, JOIN_KEY, JOIN_PROOF } from './labels.ts'

/** What a joiner says of itself; the admitter copies it into the entry `member-joined`. */
export interface JoinerStatement {
  readonly workspaceId: WorkspaceId
  readonly invitationId: InvitationId
  /** Of the chain that the joiner saw, 32 bytes. */
  readonly genesisHash: Uint8Array
  readonly memberId: MemberId
  readonly memberKind: MemberKind
  readonly name: string
  readonly keys: MemberKeys
  readonly device: Device
}

/** Which history of the workspace an invitation leads into. */
export interface InvitedChain {
  readonly workspaceId: WorkspaceId
  readonly invitationId: InvitationId
  /** Hashes of the chain's first entry and of its last when the invitation was made, 32 bytes each. */
  readonly genesisHash: Uint8Array
  readonly headHash: Uint8Array
}

const JOINER_STATEMENT: RecordField<JoinerStatement> = record({
  workspaceId: id<WorkspaceId>(),
  invitationId: id<InvitationId>(),
  genesisHash: bytes(32),
  memberId: id<MemberId>(),
  memberKind: oneOf(...MEMBER_KINDS),
  name,
  keys: MEMBER_KEYS,
  device: DEVICE,
})

const INVITED_CHAIN: RecordField<InvitedChain> = record({
  workspaceId: id<WorkspaceId>(),
  invitationId: id<InvitationId>(),
  genesisHash: bytes(32),
  headHash: bytes(32),
})

/**
 * Shows the admitter that these keys come from whoever holds the invitation's secret: HMAC-SHA-256
 * under HKDF-SHA-256 of the secret with the invitation's id as salt, 32 bytes.
 */
export function joinProof(secret: InvitationSecret, joiner: JoinerStatement): Uint8Array {
  return proof(secret, joiner.invitationId, JOIN_KEY, [JOIN_PROOF, JOINER_STATEMENT.encode(joiner)])
}

/** Whether the proof was made with this secret for this statement. The time does not depend on it. */
export function verifyJoinProof(
  secret: InvitationSecret,
  joiner: JoinerStatement,
  received: Uint8Array,
): boolean {
  return equalBytes(joinProof(secret, joiner), received)
}

/** What `member-joined` keeps of a proof: SHA-256, 32 bytes. */
export function hashJoinProof(received: Uint8Array): Uint8Array {
  return sha256(received)
}

/**
 * Shows a joiner who has the secret alone, by its spoken code, that the inviter means this very
 * chain; who has the link reads both hashes there. 32 bytes, made as `joinProof` is.
 */
export function chainProof(secret: InvitationSecret, chain: InvitedChain): Uint8Array {
  return proof(secret, chain.invitationId, CHAIN_KEY, [CHAIN_PROOF, INVITED_CHAIN.encode(chain)])
}

/** Whether the proof was made with this secret for this chain. The time does not depend on it. */
export function verifyChainProof(
  secret: InvitationSecret,
  chain: InvitedChain,
  received: Uint8Array,
): boolean {
  return equalBytes(chainProof(secret, chain), received)
}

function proof(
  secret: InvitationSecret,
  invitationId: InvitationId,
  keyLabel: string,
  message: readonly [label: string, statement: CborMap],
): Uint8Array {
  const ikm = secret.exportBytes()
  const info = encodeUtf8(keyLabel)
  const key = hkdfSha256({ ikm, salt: idToBytes(invitationId), info }, 32)
  return hmacSha256(key, encodeCbor(message))
}
