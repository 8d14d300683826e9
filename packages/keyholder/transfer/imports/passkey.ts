import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { WebAuthnError } from '@keyward/webauthn/data'
import type { NoticeList } from '../notice.ts'
import type { Draft } from './draft.ts'

/** Adds the passkey that `parse` gives, or a notice of why there is none. */
export function readPasskey(
  draft: Draft,
  notices: NoticeList,
  parse: () => CredentialSource,
  part?: number,
): CredentialSource | undefined {
  try {
    const source = parse()
    draft.addPasskey(source, part)
    return source
  } catch (error) {
    if (!(error instanceof WebAuthnError)) throw error
    const reason = error.rule === 'exchange.key' ? 'passkey.key' : 'passkey.malformed'
    notices.incomplete(draft.row, reason, part)
    return undefined
  }
}
