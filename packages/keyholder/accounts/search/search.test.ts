import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleAccount, exampleSource } from '../cases/fixtures.ts'
import { deleteAccount } from '../edits/account.ts'
import { deletePasskey } from '../edits/passkeys.ts'
import { AccountsError } from '../error.ts'
import { type SearchEntry, searchEntryOf } from './entry.ts'
import { searchIndex } from './search-index.ts'
import { encodeShard, parseShard, shardCount, shardOf } from './shards.ts'

function entry(accountId: string, parts: Partial<SearchEntry> = {}): SearchEntry {
  const blank = { appName: '', username: '', displayName: '', labels: [], rpIds: [], passkeys: 0 }
  return { accountId, ...blank, ...parts }
}

const ENTRIES = [
  entry('1', {
    appName: 'Perch',
    username: 'ana.lima@nest.example',
    rpIds: ['login.perch.example'],
  }),
  entry('2', { appName: 'Nest', username: 'bo', labels: ['Perch team'], rpIds: ['nest.example'] }),
  entry('3', { appName: 'The Perchery', username: 'Ａｎａ', labels: ['Social'] }),
  entry('4', { appName: 'Straße', username: '(root)', rpIds: ['nest.example'] }),
]

describe('searching while typing', () => {
  const index = searchIndex(ENTRIES)

  test.each<[string, string[]]>([
    ['perch', ['1', '3', '2']],
    ['p', ['1', '3', '2']],
    ['ANA', ['1', '3']],
    ['lima@ne', ['1']],
    ['perch.ex', ['1']],
    ['nest', ['2', '4', '1']],
    ['nest bo', ['2']],
    ['perch nest', ['1', '2']],
    ['strasse', ['4']],
    ['(ro', ['4']],
    ['erch', []],
    ['perch nothing', []],
    ['', ['2', '1', '4', '3']],
  ])('[C69] %j finds the words that begin so, the best first', (query, ids) => {
    expect(index.search(query, 10).map(({ accountId }) => accountId)).toEqual(ids)
  })

  test('gives no more than the limit, and the best of all', () => {
    expect(index.search('perch', 1).map(({ accountId }) => accountId)).toEqual(['1'])
    expect(index.search('perch', 0)).toEqual([])
  })

  test('[C111] an RP ID finds its accounts, and an RP ID is no prefix', () => {
    expect(index.byRpId('nest.example').map(({ accountId }) => accountId)).toEqual(['2', '4'])
    expect(index.byRpId('perch.example')).toEqual([])
  })

  test('changes show at once', () => {
    const changing = searchIndex(ENTRIES)
    changing.search('perch', 10)
    changing.put(entry('1', { appName: 'Roost', rpIds: ['roost.example'] }))
    changing.remove('3')
    changing.remove('nobody')
    expect(changing.search('perch', 10).map(({ accountId }) => accountId)).toEqual(['2'])
    expect(changing.search('roost', 10).map(({ accountId }) => accountId)).toEqual(['1'])
    expect(changing.byRpId('login.perch.example')).toEqual([])
    expect([changing.size, changing.get('1')?.appName]).toEqual([3, 'Roost'])
  })

  test('finds the same however the entries came in', () => {
    const words = fc.constantFrom('perch', 'nest', 'roost', 'Ana', 'bo lima')
    const some = fc.array(fc.tuple(fc.nat(900), words, words, fc.boolean()), { maxLength: 30 })
    const many = Array.from({ length: 600 }, (_, i) => entry(`${i}`, { appName: `nest ${i % 7}` }))
    fc.assert(
      fc.property(some, words, (changes, query) => {
        const changed = searchIndex(many)
        changed.search('', 1)
        for (const [number, appName, username, isKept] of changes) {
          if (isKept) changed.put(entry(`${number}`, { appName, username }))
          else changed.remove(`${number}`)
        }
        const all = changed.search('', 2000)
        expect(all).toHaveLength(changed.size)
        expect(searchIndex(all.toReversed()).search(query, 40)).toEqual(changed.search(query, 40))
      }),
      { numRuns: 20 },
    )
  })
})

describe('the entry of an account', () => {
  test('has what is searched for, and counts the active passkeys', () => {
    const account = exampleAccount()
    const edit = { at: 10_000, by: 'a' }
    expect(searchEntryOf('x', account.profile)).toEqual({
      accountId: 'x',
      appName: 'Perch',
      username: 'ana@perch.example',
      displayName: 'Ana Lima',
      labels: ['Social', 'Team'],
      rpIds: ['perch.example'],
      passkeys: 2,
    })
    const one = deletePasskey(account, exampleSource(1).id, edit)
    expect(searchEntryOf('x', one.profile)?.passkeys).toBe(1)
    expect(searchEntryOf('x', deleteAccount(account, edit).profile)).toBeUndefined()
  })
})

describe('shards of the index', () => {
  test('come back as they were, in one form whatever the order', () => {
    const bytes = encodeShard(ENTRIES)
    expect(parseShard(bytes)).toEqual({ kind: 'readable', content: ENTRIES })
    expect(encodeShard(ENTRIES.toReversed())).toEqual(bytes)
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
      samples: [encodeShard(ENTRIES), encodeShard([])],
      parse: (bytes) => {
        const result = parseShard(bytes)
        if (result.kind === 'unreadable') throw result.error
        return result.content
      },
      isOwnError: (error) => error instanceof AccountsError && error.rule.startsWith('shard.'),
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(100)
    expect(outcome.refused).toBeGreaterThan(100)
  })
})
