/** Why a calling app is not believed. */
export type OriginReason =
  /** The system named no signing certificate. */
  | 'unsigned'
  /** It claims to act for web sites, and is no browser that is known. */
  | 'unknown-browser'
  /** It names no RP ID. */
  | 'no-rp-id'
  /** The site's asset links do not name the app. */
  | 'not-linked'
  /** The site's asset links could not be read, and this app was not seen before. */
  | 'links-unreachable'
  /** An app that the person trusted has another signing certificate now. */
  | 'signature-changed'

/** A calling app that may not use the RP ID. Its message is for people. */
export class OriginError extends Error {
  override readonly name = 'OriginError'
  readonly reason: OriginReason

  constructor(reason: OriginReason) {
    super(SENTENCES[reason])
    this.reason = reason
  }
}

const SENTENCES: Readonly<Record<OriginReason, string>> = {
  unsigned: 'The system did not say who signed the app that asks, so it gets no passkey.',
  'unknown-browser': 'The app asks in the name of a web site, and is no browser that is known.',
  'no-rp-id': 'The app did not say which site its passkey is for.',
  'not-linked': 'The site does not name this app as its own.',
  'links-unreachable': 'The site could not be asked whether this app is its own.',
  'signature-changed': 'This app is signed by somebody else than when you trusted it.',
}
