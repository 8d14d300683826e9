import { DONE } from '@keyward/protocol'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import type { KeysetRow, MethodRow } from '../../store/ports/members.ts'
import type { Handler } from '../handler.ts'
import { METHOD_WORDS, methodRow, refusedMethod } from '../methods.ts'

export const getMe: Handler<'getMe'> = async (server, { by, now }) => {
  const { workspaceId, memberId, deviceId, isDeviceAdmitted } = by
  const { members } = server.store
  const member = await members.get(workspaceId, memberId)
  if (member === undefined) throw new Refused('unauthenticated')
  const keysets = await members.keysets(workspaceId, memberId)
  const methods = await members.methods(workspaceId, memberId)
  return {
    workspaceId,
    memberId,
    deviceId,
    address: member.address,
    isAdmitted: by.actor !== undefined,
    isDeviceAdmitted,
    accountKeyEpoch: member.accountKeyEpoch,
    anchor: textOf(member.anchor),
    keysets: keysets.map(shownKeyset),
    methods: methods.map(shownMethod),
    serverTime: now,
  }
}

export const putAnchor: Handler<'putAnchor'> = async (server, { body, by }) => {
  const { workspaceId, memberId } = by
  await server.store.members.putAnchor(workspaceId, memberId, bytesOf(body.anchor, 'anchor'))
  return DONE
}

export const putMethod: Handler<'putMethod'> = async (server, call) => {
  const { params, body, by, now, once } = call
  const { workspaceId, memberId, deviceId } = by
  if (body.methodId !== params.methodId) {
    const message = 'The way to unlock has another id than the address.'
    throw new Refused('bad_request', { path: 'methodId', message })
  }
  const member = await server.store.members.get(workspaceId, memberId)
  if (member === undefined) throw new Refused('unauthenticated')
  const methods = await server.store.members.methods(workspaceId, memberId)
  const before = methods.find(({ methodId }) => methodId === params.methodId)
  if (before !== undefined && before.kind !== body.kind)
    throw refusedMethod('method.kind', 'A way to unlock can only be replaced by one of its kind.')
  const row = await methodRow(server, body, member.accountKeyEpoch, now)
  const subject = { method: METHOD_WORDS[body.kind] }
  const activity = [
    { event: 'unlock-method-added', subject, memberId, deviceId, time: now } as const,
  ]
  await server.store.members.putMethod({ workspaceId, memberId }, row, activity, once)
  return DONE
}

export const deleteMethod: Handler<'deleteMethod'> = async (server, call) => {
  const { params, by, now, once } = call
  const { workspaceId, memberId, deviceId } = by
  const methods = await server.store.members.methods(workspaceId, memberId)
  const method = methods.find(({ methodId }) => methodId === params.methodId)
  // A repeated request finds nothing here; the store knows its key.
  const kind = method?.kind ?? 'passkey'
  const subject = { method: METHOD_WORDS[kind] }
  await server.store.members.deleteMethod(
    { workspaceId, memberId },
    params.methodId,
    [{ event: 'unlock-method-removed', subject, memberId, deviceId, time: now }],
    once,
  )
  return DONE
}

function shownKeyset({ keysetEpoch, accountKeyEpoch, sealed }: KeysetRow) {
  return { keysetEpoch, accountKeyEpoch, sealed: textOf(sealed) }
}

/** What the member may know: neither OPAQUE's record nor public keys. */
function shownMethod(row: MethodRow) {
  const { methodId, kind, name, accountKeyEpoch, credentialId, createdAt } = row
  return {
    methodId,
    kind,
    name,
    accountKeyEpoch,
    wrapped: textOf(row.wrapped),
    credentialId: credentialId === null ? null : textOf(credentialId),
    createdAt,
  }
}
