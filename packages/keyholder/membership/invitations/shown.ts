import { Unprintable } from '@keyward/primitives/unprintable'
import {
  encodeInvitationLink,
  encodeSpokenCode,
  type InvitationId,
  type InvitationLink,
} from '@keyward/workspace/chain'

/** A new invitation, to be handed over by the person who made it. It can't print. */
export class ShownInvitation extends Unprintable {
  readonly invitationId: InvitationId
  /** Whether the server has announced it by mail, without the secret. */
  readonly isMailed: boolean
  readonly #origin: string
  readonly #link: InvitationLink

  constructor(origin: string, link: InvitationLink, isMailed: boolean) {
    super('invitation')
    this.invitationId = link.invitationId
    this.isMailed = isMailed
    this.#origin = origin
    this.#link = link
  }

  /** All that the joiner needs. The secret stands in the fragment, which no server sees. */
  get link(): string {
    return `${this.#origin}/#/join/${encodeInvitationLink(this.#link)}`
  }

  /** The secret for reading aloud; the joiner has to know the invitation's id besides. */
  get spokenCode(): string {
    return encodeSpokenCode(this.#link.secret)
  }
}
