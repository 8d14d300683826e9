import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import type { NewMethod } from '@keyward/protocol'
import { passkeyPrfInput, passkeySecret, wrapAccountKey } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import { remoteOf } from '../calls/remote.ts'
import { sessionCall } from '../calls/session-call.ts'
import { type Core, newId, requireKnown, requireOpen, sealingOf } from '../core.ts'
import { requirePasskeys } from '../sign-in/passkey.ts'
import { localMethodRow } from '../sign-up/enrolment.ts'

/**
 * Adds a passkey that signs in to Keyward and unlocks it.
 *
 * @returns the id of the method
 * @throws {KeyholderError} `session.offline-unlock-unavailable` when the passkey has no PRF or the
 *   platform has no passkeys, `remote.*`, `replica.*`; what the platform's port rejects with
 */
export async function addPasskey(core: Core, name: string): Promise<string> {
  const port = requirePasskeys(core)
  const remote = await remoteOf(core)
  const { address, memberId } = requireKnown(core)
  const { rpId } = await remote.call('getServer')
  const { challenge } = await remote.call('makeChallenge')
  const prfInput = passkeyPrfInput()
  const userHandle = decodeBase64url(memberId)
  const made = await port.create({ rpId, challenge, prfInput, userHandle, userName: address })
  const prf = made.prf ?? (await evaluated(core, rpId, made.credential.id))
  const { unlocked } = requireOpen(core)
  const methodId = newId(core)
  const context = { ...unlocked, methodId }
  const secret = passkeySecret(prf)
  const wrapped = await wrapAccountKey(sealingOf(core), secret, context, unlocked.accountKey)
  const method: NewMethod & { kind: 'passkey' } = {
    kind: 'passkey',
    methodId,
    accountKeyEpoch: unlocked.accountKeyEpoch,
    wrapped: encodeBase64url(wrapped),
    name,
    challenge,
    credential: made.credential,
  }
  await sessionCall(core, 'putMethod', { params: { methodId }, body: method })
  await core.replica.write([localMethodRow(method)])
  return methodId
}

/** Some authenticators tell the PRF's result only when the passkey is used. */
async function evaluated(core: Core, rpId: string, credentialId: string): Promise<Uint8Array> {
  const challenge = encodeBase64url(core.platform.random(32))
  const request = { rpId, challenge, prfInput: passkeyPrfInput(), allow: [credentialId] }
  const { prf } = await requirePasskeys(core).get(request)
  if (prf !== undefined) return prf
  throw new KeyholderError(
    'session.offline-unlock-unavailable',
    'This passkey can not unlock Keyward: its authenticator lacks what that takes (PRF).',
  )
}
