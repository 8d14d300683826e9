import type { NewMethod } from '@keyward/protocol'
import { newPasskey } from '../auth/passkey.ts'
import { Refused } from '../auth/refused.ts'
import { bytesOf } from '../auth/text.ts'
import type { MethodRow } from '../store/ports/members.ts'
import { takeChallenge } from './challenges.ts'
import type { Server } from './server.ts'

/** What the log calls each way to unlock. */
export const METHOD_WORDS = {
  passphrase: 'passphrase',
  kit: 'recovery-kit',
  passkey: 'passkey',
} as const

/**
 * A way to unlock as the store keeps it, once it is known to work: the record is one of OPAQUE's,
 * the passkey was made just now at this site by a verified user.
 *
 * @throws {Refused} `object_refused`, `bad_request`
 */
export async function methodRow(
  server: Server,
  method: NewMethod,
  accountKeyEpoch: number,
  now: number,
): Promise<MethodRow> {
  if (method.accountKeyEpoch !== accountKeyEpoch)
    throw refusedMethod('method.epoch', 'It wraps another account key than the present one.')
  const row = {
    methodId: method.methodId,
    kind: method.kind,
    name: null,
    accountKeyEpoch,
    wrapped: bytesOf(method.wrapped, 'wrapped'),
    createdAt: now,
    record: null,
    publicKey: null,
    credentialId: null,
    signCount: 0,
  }
  if (method.kind === 'kit') return { ...row, publicKey: bytesOf(method.publicKey, 'publicKey') }
  if (method.kind === 'passkey') return { ...row, ...(await passkeyOf(server, method, now)) }
  const opaque = await server.opaque
  if (!opaque.isRecord(method.record))
    throw refusedMethod('method.record', 'It is no registration of a passphrase.')
  return { ...row, record: method.record }
}

async function passkeyOf(
  server: Server,
  method: Extract<NewMethod, { kind: 'passkey' }>,
  now: number,
) {
  await takeChallenge(server, method.challenge, now)
  const passkey = await newPasskey(server.settings, method.challenge, method.credential)
  if (passkey === undefined)
    throw refusedMethod('method.passkey', 'The passkey was not made for this server and challenge.')
  return { name: method.name, ...passkey }
}

export function refusedMethod(rule: string, message: string): Refused {
  return new Refused('object_refused', { rule, message })
}
