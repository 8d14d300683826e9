import { decodeUtf8, encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { nextEntry } from './append.ts'
import { everyEvent, HARBOUR, idOf, serverReport } from './cases/every-event.ts'
import { CSV_HEADER, toCsvRow } from './csv.ts'
import { encodeActivity, hashActivity } from './entry.ts'
import { LogError } from './error.ts'
import { sentenceOf } from './events.ts'
import { genesisHead } from './head.ts'
import { parseJsonLine, toJsonLine } from './json-line.ts'

const entries = everyEvent()
const first = entries[0]!

/** Broken UTF-8 never reaches the parser: it takes text. */
function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    return ''
  }
}

describe('JSON Lines', () => {
  test('every event is one line of ASCII and reads back', () => {
    for (const entry of entries) {
      const line = toJsonLine(entry)
      expect(line).toMatch(/^[\x20-\x7e]+$/)
      expect(parseJsonLine(line)).toEqual(entry)
    }
  })

  test('a line shows times in UTC, bytes as base64url, and the entry itself', () => {
    const refused = entries.find(({ event }) => event === 'passkey-refused')!
    expect(JSON.parse(toJsonLine(refused))).toEqual({
      workspaceId: HARBOUR,
      sequence: refused.sequence,
      time: '2026-01-01T00:00:31.000Z',
      event: 'passkey-refused',
      sentence: 'An app refused a passkey.',
      memberId: idOf('Anna'),
      deviceId: idOf('phone'),
      subject: {
        ceremony: 'create',
        accountId: null,
        credentialIdHash: null,
        sealedApp: expect.stringMatching(/^[\w-]{43}$/),
      },
      prevHash: encodeBase64url(refused.prevHash),
      hash: encodeBase64url(hashActivity(refused)),
      entry: encodeBase64url(encodeActivity(refused)),
    })
  })

  test('a line that says another thing than its entry is refused', () => {
    const line = toJsonLine(first)
    const changed = [
      line.replace('workspace-created', 'workspace-renamed'),
      line.replace('"sequence":1', '"sequence":2'),
      line.replace('2026', '2025'),
      line.replace('{', '{"event":"imported",'),
      line.replace(/"entry".*/, `"entry":"${encodeBase64url(encodeActivity(entries[1]!))}"}`),
      ` ${line}`,
      `${line}\n`,
    ]
    for (const text of changed) {
      expect(text).not.toBe(line)
      expect(() => parseJsonLine(text), text).toThrow(
        expect.objectContaining({ rule: 'log.json-line' }),
      )
    }
  })

  test.each(['', 'null', '1', '[]', '{}', '{"entry":1}', '{"entry":"!"}', '['.repeat(40_000)])(
    'other text is no line: %#',
    (text) => {
      expect(() => parseJsonLine(text)).toThrow(expect.objectContaining({ rule: 'log.json-line' }))
    },
  )

  test('its parser is total, and what it accepts is the same line again', () => {
    const outcome = fuzzParser({
      name: 'parseJsonLine',
      samples: entries.slice(-8).map((entry) => encodeUtf8(toJsonLine(entry))),
      parse: (bytes) => parseJsonLine(textOf(bytes)),
      reencode: (entry) => encodeUtf8(toJsonLine(entry)),
      isOwnError: (error) => error instanceof LogError,
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(0)
    expect(outcome.refused).toBeGreaterThan(0)
  })
})

/** The cells of a row, one in quotation marks without them. */
function cellsOf(row: string): string[] {
  const cells = row.trimEnd().matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,"]*))(?=,|$)/g)
  return [...cells].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

describe('CSV', () => {
  const columns = cellsOf(CSV_HEADER)

  test('every row has the columns of the header, each name once', () => {
    expect(new Set(columns).size).toBe(columns.length)
    for (const entry of entries) {
      const row = toCsvRow(entry)
      expect(row.endsWith('\r\n')).toBe(true)
      expect(cellsOf(row)[columns.indexOf('sentence')]).toBe(sentenceOf(entry.event))
      expect(cellsOf(row)).toHaveLength(columns.length)
    }
  })

  test('a subject stands under the names of its members', () => {
    const shared = entries.find(({ event }) => event === 'account-shared')!
    const cells = cellsOf(toCsvRow(shared))
    const at = (name: string): string | undefined => cells[columns.indexOf(name)]
    expect(at('time')).toBe('2026-01-01T00:00:25.000Z')
    expect(at('sentence')).toBe('Shared an account.')
    expect(at('subject.accountId')).toBe(idOf('account'))
    expect(at('subject.role')).toBe('collaborator')
    expect(at('subject.count')).toBe('')
  })

  test('no cell is a formula: an id that begins with a dash gets an apostrophe', () => {
    const accountId = `-${'A'.repeat(21)}`
    const report = { ...serverReport('account-created'), subject: { accountId } }
    const entry = nextEntry(genesisHead(HARBOUR), report as never)
    expect(toCsvRow(entry)).toContain(`,'${accountId},`)
    for (const cell of cellsOf(toCsvRow(entry))) expect(cell).not.toMatch(/^[=+\-@\t]/)
  })
})
