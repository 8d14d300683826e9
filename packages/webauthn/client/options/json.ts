import { readCreationOptions } from './creation.ts'
import { makeJsonIntake } from './intake.ts'
import { readRequestOptions } from './request.ts'
import type { CreationOptions, RequestOptions } from './types.ts'

/**
 * Reads a PublicKeyCredentialCreationOptionsJSON, already parsed from its text. Bytes are base64url,
 * also those of extension inputs; everything else is converted as for a page.
 *
 * @throws WebAuthnError as `creationOptionsFromPage`, and `options.encoding` (EncodingError).
 *
 * WebAuthn Level 3, section 5.1.9.
 */
export function creationOptionsFromJSON(value: unknown): CreationOptions {
  return readCreationOptions(value, makeJsonIntake())
}

/**
 * Reads a PublicKeyCredentialRequestOptionsJSON, already parsed from its text.
 *
 * @throws WebAuthnError as `requestOptionsFromPage`, and `options.encoding` (EncodingError).
 *
 * WebAuthn Level 3, section 5.1.10.
 */
export function requestOptionsFromJSON(value: unknown): RequestOptions {
  return readRequestOptions(value, makeJsonIntake())
}
