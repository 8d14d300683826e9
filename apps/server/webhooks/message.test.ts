import { createHmac } from 'node:crypto'
import { type ActivityEntry, genesisHead, nextEntry, parseJsonLine } from '@keyward/log'
import { describe, expect, test } from 'vitest'
import { deriveLogKeys } from '../activity/log-keys.ts'
import { report } from '../store/cases/rows.ts'
import { makeId, NOW } from '../store/cases/values.ts'
import { deriveSecret, headersOf, messageOf, secretText, testMessage } from './message.ts'

const workspaceId = makeId()
const entry: ActivityEntry = nextEntry(genesisHead(workspaceId), report(makeId()))

describe('a message', () => {
  test('has the entry as an export has it, so that it can be verified', () => {
    const { id, body } = messageOf(entry)
    const { type, timestamp, data } = JSON.parse(body) as Record<string, unknown>
    expect(type).toBe('activity.account-created')
    expect(timestamp).toBe(new Date(entry.time).toISOString())
    expect(parseJsonLine(JSON.stringify(data))).toEqual(entry)
    expect(id).toMatch(/^msg_[\w-]{43}$/)
  })

  test('of one entry has one id, and of another another', () => {
    expect(messageOf(entry)).toEqual(messageOf(entry))
    const other = nextEntry(genesisHead(workspaceId), report(makeId()))
    expect(messageOf(other).id).not.toBe(messageOf(entry).id)
  })
})

describe('the signature of a delivery', () => {
  // The example of the Standard Webhooks specification.
  test('is that of Standard Webhooks', () => {
    const secret = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64')
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' }
    expect(headersOf(message, secret, 1_614_265_330_999)).toEqual({
      'content-type': 'application/json',
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('is made with the secret that the receiver was given', () => {
    const { webhooks } = deriveLogKeys('setup')
    const secret = deriveSecret(webhooks, workspaceId, makeId())
    const given = Buffer.from(secretText(secret).slice('whsec_'.length), 'base64')
    const message = testMessage(makeId(), workspaceId, NOW)
    const { 'webhook-timestamp': at, 'webhook-signature': signed } = headersOf(message, secret, NOW)
    const expected = createHmac('sha256', given).update(`${message.id}.${at}.${message.body}`)
    expect(signed).toBe(`v1,${expected.digest('base64')}`)
  })

  test('has another secret for each webhook, workspace and server', () => {
    const { webhooks } = deriveLogKeys('setup')
    const id = makeId()
    const texts = [
      deriveSecret(webhooks, workspaceId, id),
      deriveSecret(webhooks, workspaceId, makeId()),
      deriveSecret(webhooks, makeId(), id),
      deriveSecret(deriveLogKeys('another setup').webhooks, workspaceId, id),
      deriveLogKeys('setup').signing.publicKey,
      webhooks,
    ].map((bytes) => Buffer.from(bytes).toString('hex'))
    expect(new Set(texts).size).toBe(texts.length)
    expect(deriveSecret(webhooks, workspaceId, id)).toEqual(deriveSecret(webhooks, workspaceId, id))
  })
})
