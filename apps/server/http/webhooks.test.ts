import { decodeBase64url } from '@keyward/codec'
import { parseActivity } from '@keyward/log'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../cases/keys.ts'
import { addMember } from '../cases/members.ts'
import { type TestServer, testServer } from '../cases/server.ts'
import { signUp, type TestMember } from '../cases/workspace.ts'
import type { Sent } from '../webhooks/send.ts'

const URL = 'https://hooks.acme.example/keyward'

let server: TestServer
let owner: TestMember
let admin: TestMember
let sent: { url: string; headers: Readonly<Record<string, string>>; body: string }[]
let outcome: Sent
beforeEach(async () => {
  sent = []
  outcome = { isDelivered: true, status: '200' }
  server = await testServer({
    sendWebhook: async (url, headers, body) => {
      sent.push({ url, headers, body })
      return outcome
    },
  })
  const workspace = await signUp(server)
  owner = workspace.owner
  admin = await addMember(workspace, 'Ada', 'admin')
})

const create = (webhookId = newId(), url = URL) =>
  owner.device.ask('createWebhook', { body: { webhookId, url } })

describe('webhooks', () => {
  test('are set by who decides, shown to who sees the log, and told of in it', async () => {
    const webhookId = newId()
    const { secret } = await owner.device.must('createWebhook', { body: { webhookId, url: URL } })
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(await owner.device.must('createWebhook', { body: { webhookId, url: URL } })).toEqual({
      secret,
    })
    const { webhooks } = await admin.device.must('listWebhooks')
    expect(webhooks).toMatchObject([{ webhookId, url: URL, createdBy: owner.memberId }])
    expect(JSON.stringify(webhooks)).not.toContain(secret)
    const body = { webhookId: newId(), url: URL }
    expect((await admin.device.ask('createWebhook', { body })).body.rule).toBe(
      'needs-policy-changer',
    )
    await owner.device.must('deleteWebhook', { params: { webhookId } })
    expect((await owner.device.must('listWebhooks')).webhooks).toEqual([])
    const { entries } = await owner.device.must('getActivity', { query: { limit: 1000 } })
    const told = entries.map((text) => parseActivity(decodeBase64url(text)))
    expect(told.filter(({ event }) => event.startsWith('webhook-'))).toMatchObject([
      { event: 'webhook-set', subject: { webhookId }, memberId: owner.memberId },
      { event: 'webhook-removed', subject: { webhookId } },
    ])
  })

  test('have an address of the public network', async () => {
    for (const url of ['https://127.0.0.1/', 'https://db.internal/', 'https://a.example:8443/'])
      expect((await create(newId(), url)).body.rule).toBe('webhook.address')
    for (const url of ['http://a.example/', 'ftp://a.example/', 'nothing', ''])
      expect((await create(newId(), url)).body.code).toBe('bad_request')
  })

  test('are tested with a signed message, and begun again when it is taken', async () => {
    const webhookId = newId()
    await create(webhookId)
    const { workspaceId } = owner
    const [row] = await server.store.webhooks.list(workspaceId)
    await server.store.webhooks.failed(row!, '500', server.now, { at: server.now, activity: [] })
    outcome = { isDelivered: false, status: 'timeout' }
    const params = { webhookId }
    expect(await owner.device.must('testWebhook', { params })).toEqual(outcome)
    expect((await server.store.webhooks.list(workspaceId))[0]!.disabledAt).toBe(server.now)
    outcome = { isDelivered: true, status: '204' }
    expect(await owner.device.must('testWebhook', { params })).toEqual(outcome)
    expect((await server.store.webhooks.list(workspaceId))[0]!.disabledAt).toBeNull()
    expect(sent.map(({ url }) => url)).toEqual([URL, URL])
    expect(JSON.parse(sent[0]!.body)).toMatchObject({ type: 'test', data: { workspaceId } })
    expect(sent[0]!.headers['webhook-signature']).toMatch(/^v1,/)
    const unknown = await owner.device.ask('testWebhook', { params: { webhookId: newId() } })
    expect(unknown.body.code).toBe('not_found')
  })
})
