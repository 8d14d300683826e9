import { type CborValue, encodeCbor } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAccount, exampleAccount, exampleSource } from '../cases/fixtures.ts'
import { drawFrom, randomEdit } from '../cases/replica.ts'
import { MOST_HISTORY } from '../content/history.ts'
import { membersOf } from '../content/stamped.ts'
import { type AccountContent, passkeyStatus } from '../content/types.ts'
import { createCollection, deleteAccount, editAccount } from '../edits/account.ts'
import { historyOf } from '../edits/history-of.ts'
import { addPasskey, deletePasskey, recordUse, renamePasskey } from '../edits/passkeys.ts'
import { writeShares } from '../edits/shares.ts'
import { mergeAccounts } from './merge.ts'
import { mergeRest } from './rest.ts'

/** A state that the named device can reach from the example account. */
const reached = (device: string): fc.Arbitrary<AccountContent> =>
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 40 })).map(([seed, edits]) => {
    const draw = drawFrom(seed)
    const ledger = { added: new Set<string>(), deleted: new Set<string>() }
    let content = exampleAccount()
    const kind = ['', '', 'collection', 'of-later'][draw(4)] ?? ''
    content = { ...content, profile: { ...content.profile, kind } }
    for (let i = 0; i < edits; i += 1)
      content = randomEdit(content, { at: 5000 + draw(500), by: device }, draw, ledger)
    return content
  })

const RUNS = { numRuns: 60 }

describe('merging two states of an account', () => {
  test('[C94] is commutative', () => {
    fc.assert(
      fc.property(reached('a'), reached('b'), (a, b) => {
        expect(encodeAccount(mergeAccounts(a, b))).toEqual(encodeAccount(mergeAccounts(b, a)))
      }),
      RUNS,
    )
  })

  test('[C94] is associative', () => {
    fc.assert(
      fc.property(reached('a'), reached('b'), reached('c'), (a, b, c) => {
        const left = mergeAccounts(mergeAccounts(a, b), c)
        const right = mergeAccounts(a, mergeAccounts(b, c))
        expect(encodeAccount(left)).toEqual(encodeAccount(right))
      }),
      RUNS,
    )
  })

  test('[C94] is idempotent, and takes in a state that it has already', () => {
    fc.assert(
      fc.property(reached('a'), reached('b'), (a, b) => {
        const merged = mergeAccounts(a, b)
        expect(encodeAccount(mergeAccounts(a, a))).toEqual(encodeAccount(a))
        expect(encodeAccount(mergeAccounts(merged, b))).toEqual(encodeAccount(merged))
      }),
      RUNS,
    )
  })

  test('[C94] keeps both sides’ fields, and the losing value in the history', () => {
    const base = exampleAccount()
    const a = editAccount(base, { username: 'from a', password: 'pw a' }, { at: 5000, by: 'a' })
    const b = editAccount(base, { username: 'from b', notes: 'b' }, { at: 6000, by: 'b' })
    const { profile, secrets } = mergeAccounts(a, b)
    expect(profile.username.value).toBe('from b')
    expect(secrets.password.value.reveal()).toBe('pw a')
    expect(secrets.notes.value.reveal()).toBe('b')
    expect(profile.history.map(({ value }) => value)).toEqual(['from a', 'ana@perch.example'])
    expect(secrets.history.map(({ value }) => value.reveal())).toContain('correct horse')
  })

  test('what it is stays, whatever is edited and merged', () => {
    const made = createCollection('Night', { at: 1000, by: 'a' })
    const renamed = editAccount(made, { appName: 'Day' }, { at: 2000, by: 'b' })
    const shared = writeShares(made, new Map([['uma', 'own']]), { at: 3000, by: 'a' })
    const deleted = deleteAccount(shared, { at: 4000, by: 'a' })
    for (const one of [renamed, shared, deleted, mergeAccounts(renamed, deleted)])
      expect(one.profile.kind).toBe('collection')
    expect(exampleAccount().profile.kind).toBe('')
  })

  test('at the same time the higher device id wins', () => {
    const base = exampleAccount()
    const a = editAccount(base, { username: 'from a' }, { at: 5000, by: 'a' })
    const b = editAccount(base, { username: 'from b' }, { at: 5000, by: 'b' })
    expect(mergeAccounts(a, b).profile.username.value).toBe('from b')
  })

  test('an edit that was made knowing another wins over it, however slow the clock', () => {
    const a = editAccount(exampleAccount(), { username: 'first' }, { at: 9_000_000, by: 'z' })
    const b = editAccount(a, { username: 'second' }, { at: 1, by: 'a' })
    expect(mergeAccounts(a, b).profile.username.value).toBe('second')
  })

  test('a label put in on one side stays when the other takes another out', () => {
    const base = exampleAccount()
    const a = editAccount(base, { labels: ['Team', 'Social', 'New'] }, { at: 5000, by: 'a' })
    const b = editAccount(base, { labels: ['Team'] }, { at: 5000, by: 'b' })
    expect(membersOf(mergeAccounts(a, b).profile.labels)).toEqual(['New', 'Team'])
  })

  test('[C27] a counter never goes back', () => {
    const { id } = exampleSource(2)
    const a = recordUse(exampleAccount(), id, { at: 10_000, signCount: 9 })
    const b = recordUse(exampleAccount(), id, { at: 20_000, signCount: 8 })
    const merged = mergeAccounts(a, b)
    expect([...merged.secrets.passkeys.values()].map(({ signCount }) => signCount)).toEqual([0, 9])
    expect([...merged.profile.passkeys.values()].at(-1)?.lastUsedAt).toBe(20_000)
  })

  test.each([1, 5000, 9_000_000])(
    '[C94] an edit at the same time revives a deleted passkey, made at %i or not',
    (at) => {
      const { id } = exampleSource(1)
      const base = exampleAccount()
      const deleted = deletePasskey(base, id, { at: 5000, by: 'a' })
      const edited = renamePasskey(base, id, 'Work phone', { at, by: 'b' })
      expect(statusesOf(mergeAccounts(deleted, edited))).toEqual(['active', 'active'])
      expect(statusesOf(mergeAccounts(deleted, base))).toEqual(['deleted', 'active'])
    },
  )

  test('an edit that the deleter knew of does not revive, nor does a use', () => {
    const { id } = exampleSource(1)
    const edited = renamePasskey(exampleAccount(), id, 'Work', { at: 9_000_000, by: 'b' })
    const deleted = deletePasskey(edited, id, { at: 5000, by: 'a' })
    const used = recordUse(edited, id, { at: 10_000_000, signCount: 0 })
    expect(statusesOf(mergeAccounts(deleted, used))).toEqual(['deleted', 'active'])
  })

  test('[C94] passkeys added at the same time are all there', () => {
    const a = addPasskey(exampleAccount(), exampleSource(10), { at: 5000, by: 'a' })
    const b = addPasskey(exampleAccount(), exampleSource(11), { at: 5000, by: 'b' })
    const merged = mergeAccounts(a, b)
    expect([merged.profile.passkeys.size, merged.secrets.passkeys.size]).toEqual([4, 4])
  })

  test('[C94] histories that overflow merge to the same in any order', () => {
    const renamed = (device: string): fc.Arbitrary<AccountContent> =>
      fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 45, maxLength: 55 }).map((times) => {
        let content = exampleAccount()
        for (const at of times)
          content = editAccount(content, { username: `${device} ${at}` }, { at, by: device })
        return content
      })
    fc.assert(
      fc.property(renamed('a'), renamed('b'), renamed('c'), (a, b, c) => {
        const left = mergeAccounts(mergeAccounts(a, b), c)
        const right = mergeAccounts(b, mergeAccounts(c, a))
        expect(encodeAccount(left)).toEqual(encodeAccount(right))
        expect(left.profile.history).toHaveLength(MOST_HISTORY)
      }),
      { numRuns: 15 },
    )
  })

  test('the history keeps the latest values and no more than its limit', () => {
    let content = exampleAccount()
    for (let i = 0; i < 80; i += 1)
      content = editAccount(content, { username: `name ${i}` }, { at: 5000 + i, by: 'a' })
    const items = historyOf(content)
    expect(items).toHaveLength(MOST_HISTORY)
    expect(items[0]?.value).toBe('name 78')
  })
})

test('[C97] unknown members merge: maps are united, stamped lists go by their stamp', () => {
  const a = new Map([['x', new Map([['one', [1, 10, 'a']]])]])
  const b = new Map([
    [
      'x',
      new Map([
        ['one', [2, 20, 'a']],
        ['two', [3, 5, 'b']],
      ]),
    ],
  ])
  const united = new Map([
    [
      'x',
      new Map([
        ['one', [2, 20, 'a']],
        ['two', [3, 5, 'b']],
      ]),
    ],
  ])
  expect(mergeRest(a, b)).toEqual(united)
  expect(mergeRest(b, a)).toEqual(united)
})

test('[C97] unknown members merge to the same in any order, whatever their shape', () => {
  const leaf = fc.constantFrom<CborValue>(1, 'x', null, [1], [1, 5, 'a'], [2, 5, 'a'], [0, 6, 'b'])
  const key = fc.constantFrom('k', 'l')
  const map = fc.array(fc.tuple(key, leaf)).map((pairs): CborValue => new Map(pairs))
  const rest = fc.array(fc.tuple(key, fc.oneof(leaf, map))).map((pairs) => new Map(pairs))
  fc.assert(
    fc.property(rest, rest, rest, (a, b, c) => {
      const left = mergeRest(mergeRest(a, b), c)
      expect(encodeCbor(left)).toEqual(encodeCbor(mergeRest(b, mergeRest(c, a))))
      expect(encodeCbor(mergeRest(left, b))).toEqual(encodeCbor(left))
    }),
  )
})

function statusesOf(content: AccountContent): string[] {
  return [...content.profile.passkeys.values()].map((passkey) => passkeyStatus(passkey))
}
