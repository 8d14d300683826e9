import { refusal, type RefusalCode } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { testTime } from '../cases/time.ts'
import { makeProofKey } from './proof-key.ts'
import type { Remote } from './port.ts'
import { remoteServer } from './remote-server.ts'

const ORIGIN = 'https://keyward.test'
const CHALLENGE = { challenge: 'A'.repeat(43) }
const ID = 'A'.repeat(22)

type Answer = (request: Request) => Response | Promise<Response>

/** A remote whose server gives these answers one after the other, the last one for ever. */
async function remoteOf(
  ...answers: readonly Answer[]
): Promise<{ remote: Remote; asked: Request[]; waits: number[]; proofs: Claims[] }> {
  const asked: Request[] = []
  const waits: number[] = []
  const proofs: Claims[] = []
  const fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const request = new Request(input as string, init)
    asked.push(request)
    proofs.push(claimsOf(request))
    const answer = answers[Math.min(asked.length, answers.length) - 1] as Answer
    return answer(request)
  }
  const wait = async (milliseconds: number, stop?: AbortSignal): Promise<void> => {
    // The time limit of an attempt ends with it.
    if (milliseconds === 60_000) return testTime(0).wait(milliseconds, stop)
    waits.push(milliseconds)
  }
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
  const proofKey = await makeProofKey({ extractable: false })
  const platform = { random, wait, fetch: fetch as typeof globalThis.fetch }
  return { remote: remoteServer({ origin: ORIGIN, platform, proofKey }), asked, waits, proofs }
}

interface Claims {
  readonly htu?: string
  readonly htm?: string
  readonly jti?: string
  readonly ath?: string
  readonly offset?: number
}

function claimsOf(request: Request): Claims {
  const [, claims] = (request.headers.get('dpop') ?? '').split('.')
  return claims === undefined ? {} : JSON.parse(Buffer.from(claims, 'base64url').toString())
}

const json =
  (body: unknown, status = 200): Answer =>
  () =>
    Response.json(body, { status })
const refuse = (code: RefusalCode, more: object = {}, status = 400): Answer =>
  json(refusal(code, more), status)
const cut: Answer = async () => Promise.reject(new TypeError('fetch failed'))

describe('a call', () => {
  test('names the protocol, proves the device’s key, and gives the parsed answer', async () => {
    const { remote, asked, proofs } = await remoteOf(json({ sessions: [], news: 1 }))
    expect(await remote.call('listSessions', { token: 'token' })).toEqual({ sessions: [] })
    expect(asked[0]?.headers.get('keyward-protocol')).toBe('1')
    expect(asked[0]?.headers.get('authorization')).toBe('DPoP token')
    expect(proofs[0]).toMatchObject({ htm: 'GET', htu: `${ORIGIN}/v1/sessions` })
    expect(proofs[0]?.ath).toMatch(/^[\w-]{43}$/)
  })

  test('puts ids into the path and the query behind it, which no proof names', async () => {
    const { remote, asked, proofs } = await remoteOf(json({ messages: [] }))
    const params = { approvalId: ID }
    await remote.call('getApprovalMessages', { params, query: { from: 2 }, token: 'token' })
    expect(asked[0]?.url).toBe(`${ORIGIN}/v1/approvals/${ID}/messages?from=2`)
    expect(proofs[0]?.htu).toBe(`${ORIGIN}/v1/approvals/${ID}/messages`)
    await expect(remote.call('getApprovalMessages', { token: 'token' })).rejects.toThrow(TypeError)
  })

  test('whose answer was lost is repeated with growing waits and one idempotency key', async () => {
    const done = json({ done: true })
    const { remote, asked, waits, proofs } = await remoteOf(cut, cut, done)
    await remote.call('putAnchor', { body: { anchor: 'AA' }, token: 'token' })
    expect(waits).toEqual([250, 1000])
    const keys = new Set(asked.map(({ headers }) => headers.get('idempotency-key')))
    expect([...keys].map((key) => key?.length)).toEqual([22])
    expect(new Set(proofs.map(({ jti }) => jti)).size).toBe(3)
  })

  test('ends as offline after three attempts, and after one where a repetition could count twice', async () => {
    const { remote, asked } = await remoteOf(cut)
    await expect(remote.call('makeChallenge')).rejects.toMatchObject({ rule: 'remote.offline' })
    expect(asked).toHaveLength(3)
    const body = { loginId: ID, finish: 'AA', device: { deviceId: ID, name: 'Phone' } }
    await expect(remote.call('finishPassphrase', { body })).rejects.toMatchObject({
      rule: 'remote.offline',
    })
    expect(asked).toHaveLength(4)
  })

  test('that the server can not do now is tried again, and is offline in the end', async () => {
    const busy = refuse('unavailable', {}, 503)
    const { remote, asked } = await remoteOf(busy, busy, json(CHALLENGE))
    expect(await remote.call('makeChallenge')).toEqual(CHALLENGE)
    expect(asked).toHaveLength(3)
    const always = await remoteOf(busy)
    await expect(always.remote.call('makeChallenge')).rejects.toMatchObject({
      rule: 'remote.offline',
    })
  })

  test('whose proof is dated wrongly learns the server’s time, once', async () => {
    const ahead = (): number => Date.now() + 3_600_000
    const wrong: Answer = (request) => refuse('proof_time', { serverTime: ahead() }, 401)(request)
    const { remote, proofs } = await remoteOf(wrong, json({ sessions: [] }))
    await remote.call('listSessions', { token: 'token' })
    expect(proofs[0]?.offset).toBeUndefined()
    expect(proofs[1]?.offset).toBeGreaterThanOrEqual(3599)
    await remote.call('listSessions', { token: 'token' })
    expect(proofs[2]?.offset).toBe(proofs[1]?.offset)
    const never = await remoteOf(wrong)
    await expect(never.remote.call('listSessions', { token: 'token' })).rejects.toMatchObject({
      code: 'proof_time',
    })
    expect(never.asked).toHaveLength(2)
  })

  test('waits when the server asks for a few seconds, and no longer', async () => {
    const soon = refuse('rate_limited', { retryAfter: 2 }, 429)
    const { remote, waits } = await remoteOf(soon, json(CHALLENGE))
    await remote.call('makeChallenge')
    expect(waits).toEqual([2000])
    const late = await remoteOf(refuse('rate_limited', { retryAfter: 60 }, 429))
    await expect(late.remote.call('makeChallenge')).rejects.toMatchObject({ code: 'rate_limited' })
    expect(late.asked).toHaveLength(1)
  })

  test('that is refused says by which code, and by which rule of the workspace', async () => {
    const rule = 'needs-policy-changer'
    const { remote } = await remoteOf(refuse('forbidden', { rule }, 403))
    await expect(remote.call('listSessions', { token: 'token' })).rejects.toMatchObject({
      rule: 'remote.refused',
      code: 'forbidden',
      refusal: rule,
      detail: rule,
    })
    for (const code of ['upgrade_client', 'upgrade_server'] as const) {
      const old = await remoteOf(refuse(code, {}, 426))
      await expect(old.remote.call('getServer')).rejects.toMatchObject({ code })
    }
  })

  test('tells a page that is no Keyward server, a proxy’s word and a malformed answer apart', async () => {
    const page =
      (status: number): Answer =>
      () =>
        new Response('<html>', { status, headers: { 'content-type': 'text/html' } })
    for (const [answer, rule] of [
      [page(200), 'remote.not-a-server'],
      [page(404), 'remote.not-a-server'],
      [() => Response.redirect('https://elsewhere.test'), 'remote.not-a-server'],
      [json({ code: 'made_up', message: '' }, 400), 'remote.not-a-server'],
      [page(502), 'remote.offline'],
      [json({ challenge: 'short' }), 'remote.malformed'],
      [json(null), 'remote.malformed'],
    ] as const) {
      const { remote } = await remoteOf(answer)
      await expect(remote.call('makeChallenge')).rejects.toMatchObject({ rule })
    }
  })

  test('goes to an origin only', async () => {
    const { remote } = await remoteOf(json({}))
    expect(remote.origin).toBe(ORIGIN)
    const proofKey = await makeProofKey({ extractable: false })
    const platform = { random: () => new Uint8Array(), wait: async () => {}, fetch }
    for (const origin of ['', 'keyward.test', `${ORIGIN}/`, 'ftp://keyward.test', `${ORIGIN}/a`])
      expect(() => remoteServer({ origin, platform, proofKey })).toThrow(
        expect.objectContaining({ rule: 'remote.not-a-server' }),
      )
  })

  test('that its caller gives up ends at once', async () => {
    const stop = new AbortController()
    const { remote } = await remoteOf(() => {
      stop.abort()
      throw new TypeError('aborted')
    })
    const given = { signal: stop.signal }
    await expect(remote.call('makeChallenge', given)).rejects.toMatchObject({
      rule: 'remote.offline',
    })
  })
})

describe('following', () => {
  const LINE = { revision: 7, approvals: false, joins: false }
  const stream =
    (...texts: readonly string[]): Answer =>
    () =>
      new Response(
        new ReadableStream({
          start(controller) {
            for (const text of texts) controller.enqueue(new TextEncoder().encode(text))
            controller.close()
          },
        }),
      )

  test('gives every line, however the bytes are cut, and connects again with growing waits', async () => {
    const text = JSON.stringify(LINE)
    const { remote, waits } = await remoteOf(
      stream(text.slice(0, 5), `${text.slice(5)}\n${text}\n`),
      cut,
      cut,
      stream(`${text}\n`),
    )
    const stop = new AbortController()
    const lines: unknown[] = []
    for await (const line of remote.follow('token', stop.signal)) {
      lines.push(line)
      if (lines.length === 3) stop.abort()
    }
    expect(lines).toEqual([LINE, LINE, LINE])
    expect(waits).toEqual([1000, 2000, 4000])
  })

  test('ends when the session has ended, and for what is no stream', async () => {
    const stop = new AbortController()
    for (const [answer, expected] of [
      [refuse('unauthenticated', {}, 401), { code: 'unauthenticated' }],
      [stream('no json\n'), { rule: 'remote.malformed' }],
      [stream('x'.repeat(10_001)), { rule: 'remote.malformed' }],
      [() => new Response('<html>', { status: 404 }), { rule: 'remote.not-a-server' }],
    ] as const) {
      const { remote } = await remoteOf(answer)
      const next = remote.follow('token', stop.signal)[Symbol.asyncIterator]().next()
      await expect(next).rejects.toMatchObject(expected)
    }
  })
})
