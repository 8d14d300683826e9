import type { Random } from '@keyward/primitives/signature'
import { WorkspaceError } from '../error.ts'
import { Unprintable } from '@keyward/primitives/unprintable'

const SECRET_LENGTH = 16

/**
 * The 128-bit secret that an inviter hands to a joiner. It can't print: its bytes are private to
 * the object, and every way of showing it gives a fixed text.
 */
export class InvitationSecret extends Unprintable {
  readonly #bytes: Uint8Array

  /** @throws {WorkspaceError} `invitation.malformed` when the secret has not 16 bytes */
  constructor(bytes: Uint8Array) {
    super('invitation secret')
    if (bytes.length !== SECRET_LENGTH) {
      throw new WorkspaceError('invitation.malformed', 'The secret of an invitation has 16 bytes.')
    }
    this.#bytes = new Uint8Array(bytes)
  }

  /** A copy of the 16 bytes, for the link, the spoken code and the proofs. */
  exportBytes(): Uint8Array {
    return new Uint8Array(this.#bytes)
  }
}

/** Makes the secret of a new invitation from 16 random bytes. */
export function makeInvitationSecret(random: Random): InvitationSecret {
  return new InvitationSecret(random(SECRET_LENGTH))
}
