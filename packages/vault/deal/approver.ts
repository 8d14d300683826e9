import { encodeCbor } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import { pad, unpad } from '../envelope/padding.ts'
import { VaultError } from '../error.ts'
import { idBytes } from '../ids.ts'
import { hpkeOpen, hpkeSeal } from '../keyset/hpke.ts'
import type { PrivateKeyset, PublicKeyset } from '../keyset/keyset.ts'
import { APPROVER_BODY } from '../labels.ts'

const RULES = { malformed: 'wrapped.malformed', refused: 'wrapped.refused' } as const

/** Which sign-in is to be approved, and by whom. */
export interface ApproverContext {
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly approvalId: string
  /** The Account Owner who is asked. */
  readonly memberId: string
  /** The epoch of the Owner's keyset, from 1. */
  readonly keysetEpoch: number
}

/**
 * Seals what an Account Owner is shown of a sign-in to the Owner's keyset, padded as all content.
 *
 * @throws {VaultError} `context.malformed`, `sealed.too-large`, `wrapped.malformed` for a malformed key
 */
export async function sealForApprover(
  random: Random,
  approver: Pick<PublicKeyset, 'wrapping'>,
  context: ApproverContext,
  content: Uint8Array,
): Promise<Uint8Array> {
  const info = infoOf(context)
  return hpkeSeal(approver.wrapping, pad(content), { info }, random, RULES.malformed)
}

/**
 * Opens what `sealForApprover` made for this keyset and context.
 *
 * @throws {VaultError} `context.malformed`, `wrapped.malformed`, `wrapped.refused`
 */
export async function openForApprover(
  keyset: PrivateKeyset,
  context: ApproverContext,
  sealed: Uint8Array,
): Promise<Uint8Array> {
  return unpad(await hpkeOpen(keyset.wrappingSeed, sealed, { info: infoOf(context) }, RULES))
}

function infoOf({ workspaceId, approvalId, memberId, keysetEpoch }: ApproverContext): Uint8Array {
  if (!Number.isSafeInteger(keysetEpoch) || keysetEpoch < 1)
    throw new VaultError('context.malformed', 'The epoch of a keyset counts from 1.')
  return encodeCbor([
    APPROVER_BODY,
    idBytes(workspaceId, 'workspace'),
    idBytes(approvalId, 'approval'),
    idBytes(memberId, 'member'),
    keysetEpoch,
  ])
}
