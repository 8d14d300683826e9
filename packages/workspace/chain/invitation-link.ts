import {
  ByteReader,
  CodecError,
  concatBytes,
  decodeBase64url,
  encodeBase64url,
} from '@keyward/codec'
import { WorkspaceError } from '../error.ts'
import { idFromBytes, idToBytes, type InvitationId, type WorkspaceId } from './ids.ts'
import { InvitationSecret } from './invitation-secret.ts'
import type { InvitedChain } from './invitation.ts'

const VERSION = 1
const LENGTH = 1 + 16 + 16 + 16 + 32 + 32

/** All that a joiner needs: where to go, the secret, and which history to believe. */
export interface InvitationLink extends InvitedChain {
  readonly secret: InvitationSecret
}

/**
 * The link's material as base64url, 151 characters. It holds the secret: it belongs in a URL's
 * fragment, which browsers send to no server.
 */
export function encodeInvitationLink(link: InvitationLink): string {
  const encoded = concatBytes(
    Uint8Array.of(VERSION),
    idToBytes(link.workspaceId),
    idToBytes(link.invitationId),
    link.secret.exportBytes(),
    link.genesisHash,
    link.headHash,
  )
  if (encoded.length !== LENGTH) throw malformed()
  return encodeBase64url(encoded)
}

/**
 * @throws {WorkspaceError} `invitation.version` for material of another version,
 *   `invitation.malformed` for all else
 */
export function parseInvitationLink(text: string): InvitationLink {
  const encoded = decode(text)
  if (encoded.length > 0 && encoded[0] !== VERSION) {
    throw new WorkspaceError('invitation.version', 'This invitation needs another version.')
  }
  if (encoded.length !== LENGTH) throw malformed()
  const reader = new ByteReader(encoded)
  reader.uint8()
  return {
    workspaceId: idFromBytes<WorkspaceId>(reader.take(16)),
    invitationId: idFromBytes<InvitationId>(reader.take(16)),
    secret: new InvitationSecret(reader.take(16)),
    genesisHash: reader.take(32),
    headHash: reader.take(32),
  }
}

function decode(text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch (error) {
    // Without the cause: nothing of a text that holds a secret goes into an error.
    if (error instanceof CodecError) throw malformed()
    throw error
  }
}

function malformed(): WorkspaceError {
  return new WorkspaceError('invitation.malformed', 'This is not the whole of an invitation.')
}
