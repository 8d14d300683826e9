import { decodeBase64url, equalBytes } from '@keyward/codec'
import type { InvitationView } from '@keyward/protocol'
import {
  type InvitationSecret,
  parseInvitationId,
  parseInvitationLink,
  parseSpokenCode,
  verifyChainProof,
  type WorkspaceId,
  WorkspaceError,
} from '@keyward/workspace/chain'
import type { MemberKind, WorkspaceRole } from '@keyward/workspace/rules'
import { KeyholderError } from '../../error.ts'
import { foldWhole } from '../../membership/fold.ts'
import type { Folded } from '../../membership/snapshot.ts'
import type { Remote } from '../../remote/port.ts'
import { makeProofKey } from '../../remote/proof-key.ts'
import { remoteServer } from '../../remote/remote-server.ts'
import type { Core } from '../core.ts'
import { asRule } from '../calls/remote.ts'

/**
 * How somebody was invited: by the whole link; by the invitation's id and the secret read aloud; or
 * by the id alone, and then a safety number is compared before anything is shared.
 */
export type InvitationGiven =
  | { readonly by: 'link'; readonly link: string }
  | {
      readonly by: 'code'
      readonly origin: string
      readonly invitationId: string
      readonly code: string
    }
  | { readonly by: 'number'; readonly origin: string; readonly invitationId: string }

/** An invitation as it was handed over. */
export interface ParsedInvitation {
  readonly origin: string
  readonly invitationId: string
  readonly secret: InvitationSecret | undefined
  /** Of a link: the workspace, and the hashes of the chain to believe. */
  readonly chain:
    | {
        readonly workspaceId: WorkspaceId
        readonly genesisHash: Uint8Array
        readonly headHash: Uint8Array
      }
    | undefined
}

/** @throws {KeyholderError} `membership.invitation` */
export function parseInvitation(given: InvitationGiven): ParsedInvitation {
  try {
    if (given.by === 'link') return parseLink(given.link)
    const secret = given.by === 'code' ? parseSpokenCode(given.code) : undefined
    const { origin } = given
    return { origin, invitationId: parseInvitationId(given.invitationId), secret, chain: undefined }
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error
    throw new KeyholderError('membership.invitation', error.message, { cause: error })
  }
}

function parseLink(text: string): ParsedInvitation {
  const url = URL.parse(text.trim())
  const material = /^#\/join\/([\w-]+)$/.exec(url?.hash ?? '')?.[1]
  if (url === null || material === undefined)
    throw new KeyholderError('membership.invitation', 'This is not the whole of an invitation.')
  const { secret, invitationId, ...chain } = parseInvitationLink(material)
  return { origin: url.origin, invitationId, secret, chain }
}

/** An invitation as the server shows it, with the chain that it leads into. */
export interface ViewedInvitation {
  readonly role: WorkspaceRole
  readonly memberKind: MemberKind
  readonly entries: readonly Uint8Array[]
  readonly folded: Folded
  /** Whether the secret vouches for the chain. */
  readonly isVouchedFor: boolean
}

/**
 * Looks at an invitation, and holds the chain that the server shows to what the inviter meant.
 *
 * @throws {KeyholderError} `membership.invitation` when it is used up or the chain is another one,
 *   `membership.refused`, `remote.*`
 */
export async function viewInvitation(
  remote: Remote,
  invitation: ParsedInvitation,
): Promise<ViewedInvitation> {
  const { invitationId, secret } = invitation
  const view = await viewed(remote, invitationId)
  const entries = view.chain.map(decodeBase64url)
  const folded = foldWhole(entries)
  if (!isMeant(invitation, view, folded))
    throw new KeyholderError(
      'membership.invitation',
      'The server shows another workspace than the one that you were invited to.',
    )
  const { role, memberKind } = view
  return { role, memberKind, entries, folded, isVouchedFor: secret !== undefined }
}

/** Looks at an invitation before anything is made for it. @throws {KeyholderError} as `viewInvitation` */
export async function lookAtInvitation(
  { platform }: Pick<Core, 'platform'>,
  given: InvitationGiven,
): Promise<ViewedInvitation> {
  const invitation = parseInvitation(given)
  // Looking takes no proof, so this key is never shown.
  const proofKey = await makeProofKey({ extractable: false })
  return viewInvitation(remoteServer({ origin: invitation.origin, platform, proofKey }), invitation)
}

async function viewed(remote: Remote, invitationId: string): Promise<InvitationView> {
  try {
    return await remote.call('viewInvitation', { params: { invitationId } })
  } catch (error) {
    throw asRule(error, 'invitation_unknown', 'membership.invitation')
  }
}

function isMeant(
  { invitationId, secret, chain }: ParsedInvitation,
  view: InvitationView,
  { state, hashes }: Folded,
): boolean {
  const { workspaceId, genesisHash } = state
  if (view.workspaceId !== workspaceId || view.invitationId !== invitationId) return false
  const headHash = chain?.headHash ?? decodeBase64url(view.headHash)
  const isInChain = hashes.some((hash) => equalBytes(hash, headHash))
  if (chain !== undefined)
    return (
      chain.workspaceId === workspaceId && equalBytes(chain.genesisHash, genesisHash) && isInChain
    )
  if (secret === undefined) return isInChain
  const invited = {
    workspaceId,
    invitationId: parseInvitationId(invitationId),
    genesisHash,
    headHash,
  }
  return isInChain && verifyChainProof(secret, invited, decodeBase64url(view.chainProof))
}
