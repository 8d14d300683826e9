import { decodeCbor, encodeCbor } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { ANNA, HARBOUR, idOf, keyOf, said, statementOf } from './cases/every-event.ts'
import { LogError, type LogRule } from './error.ts'
import { ACTIVITY_EVENTS, type DeviceEvent, reporterOf } from './events.ts'
import {
  type ActivityStatement,
  encodeStatement,
  isStatementSignedBy,
  MAX_STATEMENT_BYTES,
  parseStatement,
  signStatement,
} from './statement.ts'

const rule = (name: LogRule): unknown => expect.objectContaining({ rule: name })
const key = keyOf('phone')
const DEVICE_EVENTS = ACTIVITY_EVENTS.filter(
  (event): event is DeviceEvent => reporterOf(event) === 'device',
)

/** The encoded statement with members written over. */
function edited(encoded: Uint8Array, members: Record<string, never>): Uint8Array {
  const map = decodeCbor(encoded) as ReadonlyMap<string, never>
  return encodeCbor(new Map([...map, ...Object.entries(members)]))
}

describe("a device's statement", () => {
  test('devices tell of what only they can know, seven events', () => {
    expect(DEVICE_EVENTS).toEqual([
      'passkey-created',
      'passkey-signed-in',
      'passkey-deleted',
      'passkey-refused',
      'secret-revealed',
      'exported',
      'imported',
    ])
  })

  test.each(DEVICE_EVENTS)('%s is signed, sent and read again', (event) => {
    const statement = signStatement(key, said(event))
    expect(statement).toEqual({ ...said(event), signature: statement.signature })
    const received = parseStatement(encodeStatement(statement))
    expect(received).toEqual(statement)
    expect(isStatementSignedBy(key.publicKey, received)).toBe(true)
    expect(isStatementSignedBy(keyOf('laptop').publicKey, received)).toBe(false)
  })

  const changes: readonly Partial<ActivityStatement>[] = [
    { workspaceId: idOf('x') },
    { memberId: idOf('x') },
    { deviceId: idOf('x') },
    { statementId: idOf('x') },
    { at: 1 },
    { event: 'passkey-deleted' },
    { subject: { accountId: idOf('x'), credentialIdHash: new Uint8Array(32) } },
  ]
  test.each(changes)('the signature holds for no other: %#', (change) => {
    const statement = signStatement(key, said('passkey-created'))
    const other = { ...statement, ...change } as typeof statement
    expect(isStatementSignedBy(key.publicKey, other)).toBe(false)
  })

  test('the server can tell of nothing by it', () => {
    const forged = edited(statementOf('imported'), { event: 'account-created' as never })
    expect(() => parseStatement(forged)).toThrow(LogError)
    const served = { ...said('imported'), event: 'backup-restored', subject: { madeAt: 1 } }
    expect(() => signStatement(key, served as never)).toThrow(rule('log.malformed'))
  })

  test('an unknown event and a newer version are told from a broken statement', () => {
    const encoded = statementOf('imported')
    const parse = (members: Record<string, never>) => () => parseStatement(edited(encoded, members))
    expect(parse({ event: 'moon-landed' as never })).toThrow(rule('log.event'))
    expect(parse({ event: 'constructor' as never })).toThrow(rule('log.event'))
    expect(parse({ v: 2 as never })).toThrow(rule('log.version'))
    expect(parse({ more: 1 as never })).toThrow(rule('log.malformed'))
    expect(parse({ at: -1 as never })).toThrow(rule('log.malformed'))
  })

  test('ids and times are what they have to be before anything is signed', () => {
    const wrong: readonly Partial<ActivityStatement>[] = [
      { workspaceId: '' },
      { memberId: `${ANNA}==` },
      { deviceId: HARBOUR.slice(1) },
      { statementId: '!'.repeat(22) },
      { at: 1.5 },
      { at: 253_402_300_800_000 },
    ]
    for (const change of wrong) {
      const statement = { ...said('imported'), ...change } as ActivityStatement
      expect(() => signStatement(key, statement)).toThrow(LogError)
    }
  })

  test('more than 4 KiB are refused unread', () => {
    const parse = (length: number) => () => parseStatement(new Uint8Array(length))
    expect(parse(MAX_STATEMENT_BYTES + 1)).toThrow(rule('log.too-large'))
    expect(parse(MAX_STATEMENT_BYTES)).toThrow(rule('log.malformed'))
  })

  test('its parser is total, and what it accepts encodes to the same bytes', () => {
    const outcome = fuzzParser({
      name: 'parseStatement',
      samples: DEVICE_EVENTS.map((event) => statementOf(event)),
      parse: parseStatement,
      reencode: encodeStatement,
      isOwnError: (error) => error instanceof LogError,
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(0)
    expect(outcome.refused).toBeGreaterThan(0)
  })
})
