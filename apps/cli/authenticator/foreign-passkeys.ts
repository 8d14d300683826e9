import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { parseBitwardenPasskey, parseCxfPasskey } from '@keyward/webauthn/exchange'
import { CliError } from '../error.ts'

/** One passkey of an export, and what reads it. */
export interface FoundPasskey {
  readonly value: unknown
  readonly parse: (value: unknown) => CredentialSource
}

/**
 * The passkeys of an export, in the order in which they stand there: objects of the type "passkey"
 * (Credential Exchange Format) and the entries of `fido2Credentials` (Bitwarden), at any depth.
 *
 * @throws {CliError} `cli.encrypted`
 */
export function findPasskeys(document: unknown): readonly FoundPasskey[] {
  if (isObject(document) && document['encrypted'] === true) {
    throw new CliError('cli.encrypted', 'The export is encrypted: export once more, as plain JSON.')
  }
  const found: FoundPasskey[] = []
  // Not recursive: the depth of the document is not ours to choose.
  const waiting: unknown[] = [document]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (Array.isArray(value)) pushReversed(waiting, value)
    if (!isObject(value)) continue
    if (value instanceof BitwardenEntry) {
      found.push({ value: value.entry, parse: parseBitwardenPasskey })
    } else if (value['type'] === 'passkey') {
      found.push({ value, parse: parseCxfPasskey })
    } else {
      pushReversed(waiting, Object.entries(value).map(inside))
    }
  }
  return found
}

/** Marks an entry of `fido2Credentials`, which nothing in itself tells from other objects. */
class BitwardenEntry {
  readonly entry: unknown

  constructor(entry: unknown) {
    this.entry = entry
  }
}

function inside([name, value]: [string, unknown]): unknown {
  if (name !== 'fido2Credentials' || !Array.isArray(value)) return value
  return value.map((entry) => new BitwardenEntry(entry))
}

/** So that the first is taken first; one by one, since a call takes only so many arguments. */
function pushReversed(waiting: unknown[], values: readonly unknown[]): void {
  for (const value of values.toReversed()) waiting.push(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
