import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { OperatorError } from '../config/error.ts'
import { SecretText } from '../config/secret-text.ts'
import { keptLog } from './cases/server.ts'
import { makeLog } from './log.ts'

const MARK = 'hunter2hunter2'

describe('the log', () => {
  test('is one JSON line for each event, with time, level and sentence', () => {
    const { log, lines } = keptLog()
    log.info({ route: 'push', status: 200 }, 'Answered.')
    expect(lines).toEqual([
      { level: 'info', time: expect.any(String), route: 'push', status: 200, msg: 'Answered.' },
    ])
    expect(Date.parse(String(lines[0]?.['time']))).not.toBeNaN()
  })

  test('says no more than its level', () => {
    const written: string[] = []
    const write = (text: string) => void written.push(text)
    const log = makeLog({ level: 'warn', isForPeople: false, write })
    log.debug({}, 'a')
    log.info({}, 'b')
    log.warn({}, 'c')
    log.error({}, 'd')
    expect(written).toHaveLength(2)
  })

  test.each([
    { token: MARK },
    { accessToken: MARK },
    { authorization: `DPoP ${MARK}` },
    { headers: { Authorization: MARK, Cookie: MARK, DPoP: { proof: MARK } } },
    { session: { tokenHash: MARK } },
    { body: { any: MARK } },
    { address: MARK },
    { remoteAddress: MARK },
    { email: MARK },
    { url: `https://keyward.example/?q=${MARK}` },
    { deep: [{ in: { wrapped: MARK } }] },
    { kitKey: MARK },
    { setupCode: MARK },
    { key: new TextEncoder().encode(MARK) },
    { bytes: new TextEncoder().encode(MARK) },
    { buffer: Buffer.from(MARK) },
    { given: new SecretText('password', MARK) },
    { given: { toString: (): string => MARK } },
    { err: new Error(`Bad value ${MARK}`) },
    { err: new Error('outer', { cause: new SyntaxError(MARK) }) },
    { err: new AggregateError([new Error(MARK)], MARK) },
    { err: Object.assign(new Error('x'), { response: MARK, code: 'EAUTH' }) },
    { a: { b: { c: { d: { e: { f: MARK } } } } } },
  ])('leaves out what is secret: %j', (given) => {
    const { log, lines } = keptLog()
    log.error(given, 'Something happened.')
    const text = JSON.stringify(lines)
    expect(lines).toHaveLength(1)
    expect(text).not.toContain(MARK)
    expect(text).not.toContain(Buffer.from(MARK).toString('base64').slice(0, 12))
    expect(text).not.toContain([...Buffer.from(MARK)].slice(0, 4).join(','))
    expect(inspect(lines)).toContain('Something happened.')
  })

  test('tells the kind, code and place of an error, and the words of our own', () => {
    const { log, lines } = keptLog()
    const cause = Object.assign(new Error(MARK), { code: 'EIO' })
    log.error({ err: new OperatorError('data.folder', 'The folder is gone.', { cause }) }, 'No.')
    expect(lines[0]?.['err']).toMatchObject({
      type: 'OperatorError',
      rule: 'data.folder',
      message: 'The folder is gone.',
      at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
      cause: { type: 'Error', code: 'EIO' },
    })
  })

  test('an error whose message has lines puts none of them among the places', () => {
    const { log, lines } = keptLog()
    log.error({ err: new Error(`first\nsecond ${MARK}\nthird`) }, 'No.')
    expect(JSON.stringify(lines)).not.toContain(MARK)
  })

  test('takes a value of any kind', () => {
    const { log, lines } = keptLog()
    const ring: { self?: object } = {}
    ring.self = ring
    log.info({ n: 1n, u: undefined, z: null, ring, long: 'x'.repeat(1000) }, 'Any.')
    expect(lines[0]).toMatchObject({ n: '1', z: null })
    expect(String(lines[0]?.['long']).length).toBeLessThan(400)
  })

  test('for people is a line without control characters', () => {
    const written: string[] = []
    const write = (text: string) => void written.push(text)
    const log = makeLog({ level: 'info', isForPeople: true, write })
    log.warn({ deviceId: 'a\u001b[31m\u202e\nb', count: 2 }, 'Mind this.')
    expect(written[0]).toMatch(/^\d\d:\d\d:\d\d warn {2}Mind this\. deviceId=.* count=2\n$/)
    expect(written[0]?.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  })
})
