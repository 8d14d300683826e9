import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { LIFETIMES } from '@keyward/protocol'
import { z } from 'zod'
import { addressKey, userIdentifier } from '../../auth/address.ts'
import { Refused } from '../../auth/refused.ts'
import type { Handler } from '../handler.ts'
import type { Server } from '../server.ts'
import { beginSession, refuseSignIn } from '../sign-in.ts'

/** What is kept between the two halves of a sign-in. Of unknown members there is one too. */
const Login = z.object({
  workspaceId: z.string(),
  memberId: z.string().nullable(),
  methodId: z.string().nullable(),
  state: z.string(),
})

export const registerPassphrase: Handler<'registerPassphrase'> = async (server, { body }) => {
  const { workspaceId, address, request } = body
  server.buckets.take('address', `${workspaceId}/${addressKey(address)}`)
  const opaque = await server.opaque
  return { response: opaque.register(userIdentifier(workspaceId, address), request) }
}

export const startPassphrase: Handler<'startPassphrase'> = async (server, { body, now }) => {
  const { workspaceId, address, request } = body
  server.buckets.take('address', `${workspaceId}/${addressKey(address)}`)
  const opaque = await server.opaque
  const found = await findRecord(server, workspaceId, address)
  const user = userIdentifier(workspaceId, address)
  const { state, response } = opaque.start(user, found.record, request)
  const loginId = encodeBase64url(server.random(16))
  const { memberId, methodId } = found
  const login: z.infer<typeof Login> = { workspaceId, memberId, methodId, state }
  const kept = encodeUtf8(JSON.stringify(login))
  await server.store.sessions.keepOnce(`login/${loginId}`, kept, now + LIFETIMES.login)
  return { loginId, response }
}

export const finishPassphrase: Handler<'finishPassphrase'> = async (server, { body, by, now }) => {
  const kept = await server.store.sessions.takeOnce(`login/${body.loginId}`, now)
  if (kept === undefined) throw new Refused('login_expired')
  const login = Login.parse(JSON.parse(new TextDecoder().decode(kept)))
  const { workspaceId, memberId, methodId, state } = login
  const opaque = await server.opaque
  const isProven = opaque.isProven(state, body.finish)
  if (!isProven || memberId === null || methodId === null)
    return refuseSignIn(server, workspaceId, 'passphrase.wrong', now)
  // The passphrase may have been changed, or the member removed, since the first half.
  const methods = await server.store.members.methods(workspaceId, memberId)
  if (!methods.some((method) => method.methodId === methodId))
    return refuseSignIn(server, workspaceId, 'passphrase.wrong', now)
  const member = { workspaceId, memberId, methodId }
  return beginSession(server, member, 'passphrase', body.device, by.thumbprint, now)
}

/** The record of a passphrase. As much is read for unknown members as for known ones. */
async function findRecord(server: Server, workspaceId: string, address: string) {
  const { members } = server.store
  const member = await members.byAddress(workspaceId, addressKey(address))
  const isKnown = member !== undefined && member.status !== 'removed'
  const memberId = isKnown ? member.memberId : encodeBase64url(server.random(16))
  const methods = await members.methods(workspaceId, memberId)
  const method = methods.find(({ kind }) => kind === 'passphrase')
  if (!isKnown || method === undefined) return { memberId: null, methodId: null, record: undefined }
  return { memberId, methodId: method.methodId, record: method.record ?? undefined }
}
