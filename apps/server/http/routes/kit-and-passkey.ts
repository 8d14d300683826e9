import { isKitSignIn } from '../../auth/kit.ts'
import { passkeySignIn } from '../../auth/passkey.ts'
import { Refused } from '../../auth/refused.ts'
import { bytesOf } from '../../auth/text.ts'
import { makeChallenge as newChallenge, takeChallenge } from '../challenges.ts'
import type { Handler } from '../handler.ts'
import { beginSession, refuseSignIn } from '../sign-in.ts'

export const makeChallenge: Handler<'makeChallenge'> = async (server, { now }) => ({
  challenge: await newChallenge(server, now),
})

export const signInByKit: Handler<'signInByKit'> = async (server, { body, by, now }) => {
  const { challenge, device } = body
  const publicKey = bytesOf(body.publicKey, 'publicKey')
  const signature = bytesOf(body.signature, 'signature')
  await takeChallenge(server, challenge, now)
  const { origin } = server.settings
  const { deviceId } = device
  const signIn = { origin, challenge, deviceId, thumbprint: by.thumbprint }
  if (!isKitSignIn(publicKey, signature, signIn)) throw new Refused('sign_in_refused')
  const found = await server.store.members.byMethod({ publicKey })
  if (found?.method.kind !== 'kit') throw new Refused('sign_in_refused')
  const { workspaceId, memberId } = found.member
  const member = { workspaceId, memberId, methodId: found.method.methodId }
  return beginSession(server, member, 'kit', device, by.thumbprint, now)
}

export const signInByPasskey: Handler<'signInByPasskey'> = async (server, { body, by, now }) => {
  const { challenge, credential, device } = body
  const credentialId = bytesOf(credential.id, 'credential.id')
  await takeChallenge(server, challenge, now)
  const found = await server.store.members.byMethod({ credentialId })
  const publicKey = found?.method.kind === 'passkey' ? found.method.publicKey : null
  if (found === undefined || publicKey === null) throw new Refused('sign_in_refused')
  const { workspaceId, memberId } = found.member
  const { methodId, signCount } = found.method
  const passkey = { credentialId, publicKey, signCount }
  const count = await passkeySignIn(server.settings, challenge, credential, passkey)
  if (count === undefined) return refuseSignIn(server, workspaceId, 'passkey.wrong', now)
  await server.store.members.recordPasskeyUse(workspaceId, memberId, methodId, count)
  const member = { workspaceId, memberId, methodId }
  return beginSession(server, member, 'passkey', device, by.thumbprint, now)
}
