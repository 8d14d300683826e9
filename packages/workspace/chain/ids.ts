import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { WorkspaceError } from '../error.ts'

const ID_LENGTH = 16

interface Brand<Name extends string> {
  readonly brand: Name
}

/** 16 random bytes as base64url, 22 characters. Never given twice. */
export type WorkspaceId = string & Brand<'workspace'>
export type MemberId = string & Brand<'member'>
export type DeviceId = string & Brand<'device'>
export type TeamId = string & Brand<'team'>
export type InvitationId = string & Brand<'invitation'>

export type AnyId = WorkspaceId | MemberId | DeviceId | TeamId | InvitationId

/** @throws {WorkspaceError} `id.malformed` when the text is not that of 16 bytes, as are all below */
export function parseWorkspaceId(text: string): WorkspaceId {
  return parseId(text)
}

/** @throws {WorkspaceError} `id.malformed` */
export function parseMemberId(text: string): MemberId {
  return parseId(text)
}

/** @throws {WorkspaceError} `id.malformed` */
export function parseDeviceId(text: string): DeviceId {
  return parseId(text)
}

/** @throws {WorkspaceError} `id.malformed` */
export function parseTeamId(text: string): TeamId {
  return parseId(text)
}

/** @throws {WorkspaceError} `id.malformed` */
export function parseInvitationId(text: string): InvitationId {
  return parseId(text)
}

/** The id of 16 bytes. @throws {WorkspaceError} `id.malformed` for another length */
export function idFromBytes<Id extends AnyId>(bytes: Uint8Array): Id {
  if (bytes.length !== ID_LENGTH) throw malformed()
  return encodeBase64url(bytes) as Id
}

/** The 16 bytes of an id. @throws {WorkspaceError} `id.malformed` */
export function idToBytes(id: AnyId): Uint8Array {
  return decode(id)
}

function parseId<Id extends AnyId>(text: string): Id {
  // Encoded again, so that padded and unpadded text give the same id.
  return idFromBytes<Id>(decode(text))
}

function decode(text: string): Uint8Array {
  try {
    const bytes = decodeBase64url(text)
    if (bytes.length === ID_LENGTH) return bytes
  } catch (error) {
    if (error instanceof CodecError) throw malformed({ cause: error })
    throw error
  }
  throw malformed()
}

function malformed(options?: { cause: unknown }): WorkspaceError {
  return new WorkspaceError('id.malformed', 'An id is 16 bytes as base64url.', options)
}
