import type { Remote } from '../../remote/port.ts'
import { measure } from '@keyward/vault/strength'
import {
  finishRegistration,
  type PassphraseRegistration,
  startRegistration,
} from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'

/** @param hints what an attacker would try first @throws {KeyholderError} `session.weak-passphrase` */
export function requireStrength(passphrase: string, hints: readonly string[]): void {
  if (measure(passphrase, hints).isEnough) return
  throw new KeyholderError(
    'session.weak-passphrase',
    'This passphrase is too easy to guess: take five or more words that do not belong together.',
  )
}

/** Registers a passphrase with the server (OPAQUE). @throws {KeyholderError} `remote.*` */
export async function registerPassphrase(
  remote: Remote,
  member: { readonly workspaceId: string; readonly address: string },
  passphrase: string,
): Promise<PassphraseRegistration> {
  const { attempt, request } = await startRegistration(passphrase)
  const { workspaceId, address } = member
  const { response } = await remote.call('registerPassphrase', {
    body: { workspaceId, address, request },
  })
  return finishRegistration(attempt, response)
}
