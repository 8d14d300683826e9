import { fuzzRuns } from '@keyward/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleAccount, exampleSource } from '../cases/fixtures.ts'
import { IN_COLLECTION, TAKEN_OUT } from '../content/collections.ts'
import { createCollection, deleteAccount } from '../edits/account.ts'
import { deletePasskey } from '../edits/passkeys.ts'
import { writeShares } from '../edits/shares.ts'
import { COLLECTIONS, ENTRIES, entries, entry, text } from './cases/entries.ts'
import { naiveSearch } from './cases/naive.ts'
import { searchEntryOf } from './entry.ts'
import { searchIndex } from './search-index.ts'

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

  test('two whole words count more than one at the start of a name', () => {
    const two = [
      entry('1', { appName: 'Perchy Nesty' }),
      entry('2', { appName: 'The Perch Nest' }),
      entry('3', { appName: 'The Perchy Nesty' }),
    ]
    const found = searchIndex(two).search('perch nest', 9)
    expect(found.map(({ accountId }) => accountId)).toEqual(['2', '1', '3'])
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

describe('the search, against one that goes from entry to entry', () => {
  test('finds the same in the same order, for any texts and any limit', () => {
    fc.assert(
      fc.property(entries, text, fc.nat(12), (all, query, limit) => {
        expect(searchIndex(all).search(query, limit)).toEqual(
          naiveSearch(all, query).slice(0, limit),
        )
      }),
      { numRuns: fuzzRuns() / 5 },
    )
  })

  test('finds the same over many shards, for words of any length', () => {
    const apps = ['Perch', 'Nest', 'The Nest', 'Harbour Mail', 'Émile', '(root) Perch']
    const all = Array.from({ length: 700 }, (_, i) =>
      entry(`account-${i}`, {
        appName: `${apps[i % 6]} ${i % 50}`,
        username: `ana.${i}@perch.example`,
        rpIds: [`perch-${i % 9}.example`, 'nest.example'],
        labels: i % 3 === 0 ? ['Team', 'perch'] : [],
      }),
    )
    const index = searchIndex(all)
    for (const query of ['', 'p', 'ex', 'perch', 'ana.6', '4', '(', 'nest p', 't 4 p']) {
      const right = naiveSearch(all, query)
      for (const limit of [1, 20, 1000])
        expect(index.search(query, limit)).toEqual(right.slice(0, limit))
      expect([...index.ranked(query)]).toEqual(right)
    }
  })

  test('goes on with what was there, whatever is searched or changed meanwhile', () => {
    const index = searchIndex([
      entry('a', { appName: 'Perch' }),
      entry('b', { appName: 'Perch 2' }),
    ])
    const ranked = index.ranked('perch')[Symbol.iterator]()
    expect(ranked.next().value).toMatchObject({ accountId: 'a' })
    index.search('nest', 10)
    index.remove('b')
    expect(ranked.next().value).toMatchObject({ accountId: 'b' })
    expect(ranked.next().done).toBe(true)
  })

  test('finds the accounts with an RP ID as a comparison of each one does', () => {
    fc.assert(
      fc.property(entries, text, (all, rpId) => {
        const ids = all.filter(({ rpIds }) => rpIds.includes(rpId)).map((one) => one.accountId)
        const found = searchIndex(all).byRpId(rpId)
        expect(found.map(({ accountId }) => accountId)).toEqual(ids.toSorted())
      }),
      { numRuns: fuzzRuns() / 10 },
    )
  })
})

test('finds the accounts in a collection as a comparison of each one does', () => {
  fc.assert(
    fc.property(entries, fc.constantFrom(...COLLECTIONS, 'd'), (all, id) => {
      const right = all.filter(({ collections = [] }) => collections.includes(id))
      const found = searchIndex(all).inCollection(id)
      expect(found.map(({ accountId }) => accountId)).toEqual(
        right.map(({ accountId }) => accountId).toSorted(),
      )
    }),
    { numRuns: fuzzRuns() / 10 },
  )
})

describe('the entry of an account', () => {
  test('says in which collections it is, and a collection has none', () => {
    const edit = { at: 10_000, by: 'a' }
    const marks = new Map([
      ['night', IN_COLLECTION],
      ['day', IN_COLLECTION],
      ['gone', TAKEN_OUT],
      ['uma', 'own'],
    ])
    const { profile } = writeShares(exampleAccount(), marks, edit)
    expect(searchEntryOf('x', profile)?.collections).toEqual(['day', 'night'])
    expect(searchEntryOf('x', exampleAccount().profile)?.collections).toBeUndefined()
    expect(searchEntryOf('x', createCollection('Night', edit).profile)).toBeUndefined()
    expect(searchEntryOf('x', { ...profile, kind: 'of-later' })).toBeUndefined()
  })

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
