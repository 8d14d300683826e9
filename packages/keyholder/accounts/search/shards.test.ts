import { type CborValue, decodeHex, encodeCbor, encodeUtf8 } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AccountsError } from '../error.ts'
import { ENTRIES, entries, entry, text } from './cases/entries.ts'
import { naiveSearch } from './cases/naive.ts'
import { searchIndex } from './search-index.ts'
import { Segment } from './segment.ts'
import { encodeShard, parseShard, shardCount, shardOf } from './shards.ts'

/** The text of a shard of `ENTRIES`: its columns, each with a line for each account. */
const FROZEN = [
  [' Nest', ' Perch', ' Strasse', ' The Perchery'],
  [' Nest.Example', ' Login.Perch.Example', ' Nest.Example', ''],
  [' Bo', ' Ana.Lima@Nest.Example', ' (Root)', ' Ana'],
  [' Perch Team', '', '', ' Social'],
  ['2', '1', '4', '3'],
  ['\tnest.example', '\tlogin.perch.example', '\tnest.example', ''],
  [
    'Nest\tbo\t\t0\tPerch team',
    'Perch\tana.lima@nest.example\t\t0',
    'Straße\t(root)\t\t0',
    'The Perchery\tＡｎａ\t\t0\tSocial',
  ],
]

describe('shards of the index', () => {
  test('come back as they were, in one form whatever the order', () => {
    fc.assert(
      fc.property(entries, (all) => {
        const bytes = encodeShard(Segment.of(all))
        const parsed = parseShard(bytes)
        if (parsed.kind === 'unreadable') throw parsed.error
        expect(parsed.content.segment.size).toBe(all.length)
        expect(new Set(parsed.content.segment.entries())).toEqual(new Set(all))
        expect(encodeShard(Segment.of(all.toReversed()))).toEqual(bytes)
        expect(encodeShard(Segment.of(parsed.content.segment.entries()))).toEqual(bytes)
      }),
      { numRuns: fuzzRuns() / 10 },
    )
  })

  test('are searched as they were stored', () => {
    fc.assert(
      fc.property(entries, text, (all, query) => {
        const parsed = parseShard(encodeShard(Segment.of(all)))
        if (parsed.kind === 'unreadable') throw parsed.error
        const index = searchIndex()
        index.load([parsed.content.segment])
        expect([index.size, index.search(query, 20)]).toEqual([all.length, naiveSearch(all, query)])
        for (const one of all) expect(index.get(one.accountId)).toEqual(one)
      }),
      { numRuns: fuzzRuns() / 10 },
    )
  })

  test('keep format version 2', () => {
    const columns = FROZEN.map((lines) => lines.join('\n')).join('\f')
    const frozen = new Map<string, CborValue>([
      ['v', 2],
      ['size', 4],
      ['rpIdHashes', decodeHex('9625544ff39508ed')],
      ['text', encodeUtf8(columns)],
    ])
    expect(encodeShard(Segment.of(ENTRIES))).toEqual(encodeCbor(frozen))
    const odd = entry('5', { appName: '7 a-7\té', labels: ['\\'], passkeys: 2 })
    expect(Segment.of([odd]).columns).toEqual([
      ' \u00017 A-\u00017 \u0001é',
      '',
      '',
      ' \\',
      '5',
      '',
      '7 a-7\\té\t\t\t2\t\\\\',
    ])
  })

  test('of another version or with too few lines are unreadable', () => {
    const rules = [
      encodeCbor(new Map<string, CborValue>([['v', 1]])),
      encodeCbor(new Map<string, CborValue>([['v', 2]])),
      encodeShard(new Segment(9, ['', '', '', '', '', '', ''], new Uint32Array())),
    ].map((bytes) => {
      const parsed = parseShard(bytes)
      return parsed.kind === 'unreadable' ? parsed.error.rule : parsed.kind
    })
    expect(rules).toEqual(['shard.version', 'shard.malformed', 'shard.malformed'])
  })

  test('[C117] about 128 accounts share one, and doubling splits each in two', () => {
    expect([0, 128, 129, 100_000].map((n) => shardCount(n))).toEqual([1, 1, 2, 1024])
    const sizes = Array.from({ length: 64 }, () => 0)
    for (let i = 0; i < 8192; i += 1) {
      const id = `account-${i}`
      sizes[shardOf(id, 64)]! += 1
      expect(shardOf(id, 128) % 64).toBe(shardOf(id, 64))
    }
    expect(Math.min(...sizes)).toBeGreaterThan(64)
    expect(Math.max(...sizes)).toBeLessThan(256)
  })

  test('[C96] read or are set apart, whatever the bytes', () => {
    const outcome = fuzzParser({
      name: 'shard',
      samples: [encodeShard(Segment.of(ENTRIES)), encodeShard(Segment.of([]))],
      parse: (bytes) => {
        const result = parseShard(bytes)
        if (result.kind === 'unreadable') throw result.error
        const index = searchIndex()
        index.load([result.content.segment])
        for (const query of ['', 'perch', '(']) index.search(query, 5)
        index.byRpId('nest.example')
        return result.content.segment.entries()
      },
      isOwnError: (error) => error instanceof AccountsError && error.rule.startsWith('shard.'),
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(100)
    expect(outcome.refused).toBeGreaterThan(100)
  })
})
