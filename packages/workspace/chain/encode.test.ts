import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { WorkspaceError } from '../error.ts'
import { everyKind } from './cases/every-kind.ts'
import { encodeEntry, parseEntry } from './encode.ts'
import { MAX_ENTRY_BYTES } from './entry.ts'

const { entries } = everyKind()

describe('entries as bytes', () => {
  test('each kind reads back as it was written', () => {
    for (const entry of entries) expect(parseEntry(encodeEntry(entry))).toEqual(entry)
  })

  test('parsing is total, and what it accepts encodes to the same bytes', () => {
    const outcome = fuzzParser({
      name: 'parseEntry',
      samples: entries.map((entry) => encodeEntry(entry)),
      parse: parseEntry,
      reencode: encodeEntry,
      isOwnError: (error) => error instanceof WorkspaceError && error.rule.startsWith('entry.'),
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(0)
    expect(outcome.refused).toBeGreaterThan(0)
  })

  test('more than 64 KiB are refused unread', () => {
    expect(() => parseEntry(new Uint8Array(MAX_ENTRY_BYTES + 1))).toThrow(
      expect.objectContaining({ rule: 'entry.too-large' }),
    )
    expect(() => parseEntry(new Uint8Array(MAX_ENTRY_BYTES))).toThrow(
      expect.objectContaining({ rule: 'entry.malformed' }),
    )
  })
})
