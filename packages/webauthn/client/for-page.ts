import { RULES, WebAuthnError, type WebAuthnErrorName } from '../error.ts'

/** One sentence for each name, so that a message tells a page nothing that the name does not. */
const SENTENCES: Readonly<Record<WebAuthnErrorName, string>> = {
  AbortError: 'The request was cancelled.',
  ConstraintError: 'The request can not be satisfied.',
  DataError: 'The data is malformed.',
  EncodingError: 'A member of the options is not base64url.',
  InvalidStateError: 'A passkey that this site excludes is already there.',
  NotAllowedError: 'The operation was not allowed, or the person did not consent.',
  NotSupportedError: 'The options ask for something that is not supported.',
  SecurityError: 'This origin may not use this RP ID.',
  SyntaxError: 'A key of evalByCredential is not the ID of an allowed credential.',
  TypeError: 'A member of the options is missing or of the wrong type.',
  UnknownError: 'The operation failed.',
}

/**
 * What a page may learn of an error: its DOMException name and a fixed sentence. Whether there was
 * no passkey, the person declined or the device failed looks the same (WebAuthn Level 3 section
 * 14.5.2). Errors of unknown origin become a NotAllowedError.
 */
export function forPage(error: unknown): {
  readonly name: WebAuthnErrorName
  readonly message: string
} {
  const name = error instanceof WebAuthnError ? RULES[error.rule] : 'NotAllowedError'
  return { name, message: SENTENCES[name] }
}

/** Hides what is not for the client: errors but those that the specification lets through. */
export function ofCeremony(error: unknown): WebAuthnError {
  if (
    error instanceof WebAuthnError &&
    error.name !== 'UnknownError' &&
    error.name !== 'ConstraintError'
  )
    return error
  return new WebAuthnError('ceremony.internal', 'The ceremony failed inside the authenticator.', {
    cause: error,
  })
}
