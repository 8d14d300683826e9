import { encodeBase64url } from '@keyward/codec'
import { LIFETIMES } from '@keyward/protocol'
import { expect, test } from 'vitest'
import { newId, random } from '../cases/keys.ts'
import { testServer } from '../cases/server.ts'
import { newDeviceOf } from '../cases/sign-in.ts'
import { signUp } from '../cases/workspace.ts'

test('two devices of a member exchange the messages of an approval, in order', async () => {
  const server = await testServer()
  const { owner } = await signUp(server)
  const fresh = await newDeviceOf(owner)
  const approvalId = newId()
  const params = { approvalId }
  await fresh.device.must('openApproval', { body: { approvalId } })
  const { approvals } = await owner.device.must('listApprovals')
  expect(approvals).toEqual([
    {
      approvalId,
      openedBy: fresh.deviceId,
      expiresAt: server.now + LIFETIMES.approval,
      messages: 0,
    },
  ])
  const [request, offer] = [encodeBase64url(random(40)), encodeBase64url(random(50))]
  await fresh.device.must('addApprovalMessage', { params, body: { index: 0, body: request } })
  const early = { params, body: { index: 2, body: offer } }
  expect((await owner.device.ask('addApprovalMessage', early)).body.code).toBe('approval_order')
  await owner.device.must('addApprovalMessage', { params, body: { index: 1, body: offer } })
  const { messages } = await fresh.device.must('getApprovalMessages', { params })
  expect(messages).toEqual([
    { index: 0, from: fresh.deviceId, body: request },
    { index: 1, from: owner.deviceId, body: offer },
  ])
  const later = await fresh.device.must('getApprovalMessages', { params, query: { from: 1 } })
  expect(later.messages).toHaveLength(1)
  server.now += LIFETIMES.approval
  const late = await fresh.device.ask('getApprovalMessages', { params })
  expect(late.body.code).toBe('approval_unknown')
})
