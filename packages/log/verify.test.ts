import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { headOf, nextEntry } from './append.ts'
import {
  ANNA,
  devices,
  everyEvent,
  HARBOUR,
  hashOf,
  idOf,
  keyOf,
  logOf,
  said,
  statementOf,
} from './cases/every-event.ts'
import { type ActivityEntry, encodeActivity, parseActivity } from './entry.ts'
import { LogError, type LogRule } from './error.ts'
import { ACTIVITY_EVENTS, reporterOf } from './events.ts'
import { type ActivityHead, compareHeads, genesisHead } from './head.ts'
import { encodeStatement, signStatement } from './statement.ts'
import { verifyActivity } from './verify.ts'

const entries = everyEvent()
const encoded = entries.map((entry) => encodeActivity(entry))
const start = genesisHead(HARBOUR)
const end = headOf(entries.at(-1)!)

/** The rule that refuses the log; undefined when it holds. */
function refusal(log: readonly ActivityEntry[], from = start): LogRule | undefined {
  try {
    verifyActivity(log, { from, devices })
    return undefined
  } catch (error) {
    if (error instanceof LogError) return error.rule
    throw error
  }
}

/** Another value that may stand in the same place. */
function otherThan(value: unknown, name: string): unknown {
  const words = ['create', 'get', 'encrypted', 'plaintext', 'one-time-code', 'note']
  if (value === null) return name.endsWith('Id') ? idOf(name) : hashOf(name)
  if (value instanceof Uint8Array) return value.map((byte) => byte ^ 1)
  if (typeof value === 'number') return value + 1
  const at = words.indexOf(String(value))
  return at === -1 ? idOf(`other than ${String(value)}`) : words[at ^ 1]
}

/** An entry as the server would write it, from a statement that was changed or signed otherwise. */
function statedBy(device: string, change: object): ActivityEntry {
  const signed = signStatement(keyOf(device), { ...said('imported'), ...change } as never)
  return nextEntry(start, { time: 1, statement: encodeStatement(signed) })
}

describe('a log that is verified', () => {
  test('reaches its head, at once or in parts', () => {
    expect(verifyActivity(entries, { from: start, devices })).toEqual(end)
    for (let at = 0; at <= entries.length; at += 7) {
      const half = verifyActivity(entries.slice(0, at), { from: start, devices })
      expect(verifyActivity(entries.slice(at), { from: half, devices })).toEqual(end)
    }
    expect(verifyActivity([], { from: start, devices })).toEqual(start)
  })

  test('property: any history that the server may write holds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ACTIVITY_EVENTS), { maxLength: 12 }), (events) => {
        expect(refusal(logOf(events))).toBeUndefined()
      }),
      { numRuns: 25 },
    )
  })

  test('an entry dropped, swapped or doubled is missed', () => {
    for (let at = 0; at < entries.length - 1; at += 1) {
      const [one, two] = [entries[at]!, entries[at + 1]!]
      expect(refusal(entries.toSpliced(at, 1))).toBe('log.sequence')
      expect(refusal(entries.toSpliced(at, 2, two, one))).toBe('log.sequence')
      expect(refusal(entries.toSpliced(at, 0, one))).toBe('log.sequence')
    }
  })

  test('an entry exchanged for another of the same number is missed by the next', () => {
    const other = logOf(['account-created'])[0]!
    expect(refusal([other, ...entries.slice(1)])).toBe('log.prev-hash')
    expect(refusal([{ ...entries[0]!, time: 1 }, ...entries.slice(1)])).toBe('log.prev-hash')
  })

  test('the log of another workspace does not hold here', () => {
    const port = genesisHead(idOf('Port'))
    const [elsewhere] = logOf(['account-created'], port)
    expect(refusal([elsewhere!])).toBe('log.workspace')
    expect(refusal([{ ...elsewhere!, workspaceId: HARBOUR }])).toBe('log.prev-hash')
  })

  test('property: one flipped bit is refused, at the latest by the next entry', () => {
    const places = fc.nat(entries.length - 2).chain((at) => {
      return fc.tuple(fc.constant(at), fc.nat(8 * encoded[at]!.length - 1))
    })
    fc.assert(
      fc.property(places, ([at, bit]) => {
        const changed = encoded[at]!.slice()
        changed[bit >> 3]! ^= 1 << (bit & 7)
        const from = at === 0 ? start : headOf(entries[at - 1]!)
        expect(() =>
          verifyActivity([parseActivity(changed), entries[at + 1]!], { from, devices }),
        ).toThrow(LogError)
      }),
      { numRuns: 300 },
    )
  })
})

describe('[C107] what a device did', () => {
  const entry = logOf(['imported'])[0]!

  test('is what it signed, whatever the server writes beside it', () => {
    expect(refusal([entry])).toBeUndefined()
    const lies = [
      { subject: { count: 5 } },
      { event: 'exported', subject: { count: 4, form: 'encrypted' } },
      { memberId: idOf('Eve') },
      { deviceId: idOf('laptop') },
      { statement: statementOf('exported') },
    ]
    for (const lie of lies) {
      expect(refusal([{ ...entry, ...lie } as ActivityEntry])).toBe('log.statement-disagrees')
    }
  })

  test('is about what it signed, in each member of the subject', () => {
    for (const event of ACTIVITY_EVENTS.filter((one) => reporterOf(one) === 'device')) {
      const told = logOf([event])[0]!
      expect(refusal([told])).toBeUndefined()
      for (const [name, value] of Object.entries(told.subject)) {
        const subject = { ...told.subject, [name]: otherThan(value, name) }
        const lie = { ...told, subject } as ActivityEntry
        expect(refusal([lie]), `${event} ${name}`).toBe('log.statement-disagrees')
      }
    }
  })

  test('is signed by a device of that member', () => {
    expect(refusal([statedBy('phone', {})])).toBeUndefined()
    expect(refusal([statedBy('laptop', { deviceId: idOf('laptop') })])).toBeUndefined()
    expect(refusal([statedBy('laptop', {})])).toBe('log.statement-signature')
    expect(refusal([statedBy('phone', { deviceId: idOf('x') })])).toBe('log.statement-device')
    expect(refusal([statedBy('phone', { memberId: idOf('x') })])).toBe('log.statement-device')
  })

  test('is counted once', () => {
    const again = nextEntry(headOf(entry), { time: 2, statement: entry.statement! })
    expect(refusal([entry, again])).toBe('log.statement-repeated')
  })

  test('is no statement at all: bytes of another form are refused', () => {
    const broken = { ...entry, statement: Uint8Array.of(1, 2, 3) } as ActivityEntry
    expect(refusal([broken])).toBe('log.malformed')
  })

  test('says who, with which device, which account and passkey, and when', () => {
    const used = logOf(['passkey-signed-in'])[0]!
    expect(used).toMatchObject({
      memberId: ANNA,
      deviceId: idOf('phone'),
      subject: { accountId: idOf('account'), credentialIdHash: hashOf('credential') },
      time: 1_767_225_601_000,
    })
  })
})

describe('a head that is remembered', () => {
  const at = (sequence: number): ActivityHead =>
    sequence === 0 ? start : headOf(entries[sequence - 1]!)

  test('property: a longer log is ahead, a shorter one rolled back, an equal one the same', () => {
    const place = fc.nat(entries.length)
    fc.assert(
      fc.property(place, place, (remembered, received) => {
        const order = Math.sign(received - remembered)
        expect(compareHeads(at(remembered), at(received))).toBe(
          ['rolled-back', 'same', 'ahead'][order + 1],
        )
      }),
    )
  })

  test('tells another history of the same length, and one that goes on elsewhere', () => {
    const other = logOf(['account-created', 'imported'])
    expect(compareHeads(at(2), headOf(other[1]!))).toBe('forked')
    expect(compareHeads(at(1), headOf(other[1]!))).toBe('ahead')
    expect(refusal(other.slice(1), at(1))).toBe('log.prev-hash')
  })

  test('is of the same workspace', () => {
    expect(() => compareHeads(start, genesisHead(idOf('Port')))).toThrow(
      expect.objectContaining({ rule: 'log.workspace' }),
    )
  })
})
