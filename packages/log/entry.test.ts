import { decodeCbor, encodeCbor } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { headOf, nextEntry } from './append.ts'
import {
  everyEvent,
  hashOf,
  HARBOUR,
  idOf,
  logOf,
  serverReport,
  statementOf,
} from './cases/every-event.ts'
import { encodeActivity, hashActivity, MAX_ACTIVITY_BYTES, parseActivity } from './entry.ts'
import { LogError, type LogRule } from './error.ts'
import { ACTIVITY_EVENTS, accountIdOf, sentenceOf } from './events.ts'
import { genesisHead } from './head.ts'

const rule = (name: LogRule): unknown => expect.objectContaining({ rule: name })
const entries = everyEvent()
const head = genesisHead(HARBOUR)

describe('an entry', () => {
  test('of every event reads back as it was written', () => {
    expect(entries).toHaveLength(50)
    for (const entry of entries) expect(parseActivity(encodeActivity(entry))).toEqual(entry)
  })

  test('takes from a statement who did what', () => {
    const [entry] = logOf(['imported'])
    expect(entry).toMatchObject({ event: 'imported', subject: { count: 4 }, sequence: 1 })
    expect(entry?.memberId).toBe(idOf('Anna'))
    expect(entry?.statement).toEqual(statementOf('imported'))
  })

  test('has a statement exactly if a device tells of its event', () => {
    const [stated] = logOf(['imported'])
    const [served] = logOf(['account-created'])
    const wrong = [
      { ...stated, statement: null },
      { ...stated, memberId: null },
      { ...stated, deviceId: null },
      { ...served, statement: statementOf('imported') },
    ]
    for (const entry of wrong) {
      const encoded = encodeActivity(entry as never)
      expect(() => parseActivity(encoded)).toThrow(rule('log.statement'))
    }
    const report = { ...serverReport('account-created'), event: 'imported', subject: { count: 1 } }
    expect(() => nextEntry(head, report as never)).toThrow(rule('log.statement'))
  })

  test('takes no statement from another workspace', () => {
    const report = { time: 1, statement: statementOf('imported') }
    expect(() => nextEntry(genesisHead(idOf('Port')), report)).toThrow(rule('log.workspace'))
  })

  test('has room for no free text: names, RP IDs and usernames are refused', () => {
    for (const text of ['Perch', 'olga@perch.example', 'a name', 'ünique', '', 'a'.repeat(65)]) {
      const report = { ...serverReport('sign-in-refused'), subject: { rule: text } }
      expect(() => nextEntry(head, report as never)).toThrow(rule('log.malformed'))
    }
  })

  test('a policy is set to a word, a whole number, yes or no', () => {
    for (const value of ['mobile', 5, true]) {
      const subject = { policy: 'createOn', value, chainSequence: 3 }
      const entry = nextEntry(head, { ...serverReport('policy-set'), subject } as never)
      expect(entry.subject).toEqual(subject)
    }
    for (const value of [null, 1.5, 'Two words']) {
      const subject = { policy: 'createOn', value, chainSequence: 3 }
      expect(() => nextEntry(head, { ...serverReport('policy-set'), subject } as never)).toThrow(
        rule('log.malformed'),
      )
    }
  })

  test('keeps nothing that its bytes do not hold', () => {
    const report = { ...serverReport('account-created'), app: 'Perch' }
    expect(nextEntry(head, report)).not.toHaveProperty('app')
  })

  test('names its account, if it is about one', () => {
    const about = entries.filter((entry) => accountIdOf(entry) !== null)
    expect(about.every((entry) => accountIdOf(entry) === idOf('account'))).toBe(true)
    expect(about).toHaveLength(21)
  })

  test('has a sentence for people', () => {
    const sentences = new Set(ACTIVITY_EVENTS.map(sentenceOf))
    expect(sentences.size).toBe(50)
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][A-Za-z ,:'-]+\.$/)
  })

  test('an unknown event and a newer version are told from a broken entry', () => {
    const map = decodeCbor(encodeActivity(entries[0]!)) as ReadonlyMap<string, never>
    const parse = (name: string, value: unknown) => () =>
      parseActivity(encodeCbor(new Map([...map, [name, value as never]])))
    expect(parse('event', 'moon-landed')).toThrow(rule('log.event'))
    expect(parse('event', '__proto__')).toThrow(rule('log.event'))
    expect(parse('v', 2)).toThrow(rule('log.version'))
    expect(parse('sequence', 0)).toThrow(rule('log.malformed'))
    expect(parse('more', 0)).toThrow(rule('log.malformed'))
  })

  test('more than 8 KiB are refused unread', () => {
    const parse = (length: number) => () => parseActivity(new Uint8Array(length))
    expect(parse(MAX_ACTIVITY_BYTES + 1)).toThrow(rule('log.too-large'))
    expect(parse(MAX_ACTIVITY_BYTES)).toThrow(rule('log.malformed'))
  })

  test('its parser is total, and what it accepts encodes to the same bytes', () => {
    const outcome = fuzzParser({
      name: 'parseActivity',
      samples: entries.map((entry) => encodeActivity(entry)),
      parse: parseActivity,
      reencode: encodeActivity,
      isOwnError: (error) => error instanceof LogError,
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(0)
    expect(outcome.refused).toBeGreaterThan(0)
  })
})

describe('the head', () => {
  test('before the first entry belongs to the workspace', () => {
    expect(head.sequence).toBe(0)
    expect(head.hash).not.toEqual(genesisHead(idOf('Port')).hash)
    expect(() => genesisHead('x')).toThrow(rule('log.malformed'))
  })

  test('after an entry is what the next one names', () => {
    for (const [index, entry] of entries.entries()) {
      expect(entry.prevHash).toEqual(index === 0 ? head.hash : headOf(entries[index - 1]!).hash)
    }
    const last = entries.at(-1)!
    expect(headOf(last)).toEqual({ workspaceId: HARBOUR, sequence: 50, hash: hashActivity(last) })
    expect(headOf(last).hash).not.toEqual(hashOf(''))
  })
})
