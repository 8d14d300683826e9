import type { AccountRow } from '@keyward/keyholder/commands'
import { describe, expect, test } from 'vitest'
import {
  ACCOUNT_FILTERS,
  type AccountFilter,
  collectionIn,
  inCollection,
  needOf,
  parseFilter,
  passes,
} from './filters.ts'

const row = (accountId: string, passkeys: number, more: Partial<AccountRow> = {}): AccountRow => ({
  accountId,
  appName: 'Perch',
  username: accountId,
  displayName: '',
  labels: [],
  rpIds: ['perch.example'],
  passkeys,
  relation: 'owner',
  ...more,
})

const ROWS = [
  row('a', 0),
  row('b', 2),
  row('c', 1),
  row('d', 0, { relation: 'collaborator' }),
  row('e', 0, { rpIds: ['other.example'] }),
  row('f', 1, { quarantined: 1 }),
]
const FACTS = {
  needs: new Map([['c', ['username-taken' as const]]]),
  shared: new Set(['a']),
  supportsPasskeys: (rpIds: readonly string[]) => rpIds.includes('perch.example'),
}

describe('the filters of the list', () => {
  test.each([
    ['all', 'abcdef'],
    ['passkey', 'bcf'],
    ['could-have', 'a'],
    ['shared', 'ad'],
    ['attention', 'cf'],
  ] as const)('%s shows %s', (filter, shown) => {
    const found = ROWS.filter((one) => passes(one, filter, FACTS))
    expect(found.map(({ accountId }) => accountId).join('')).toBe(shown)
  })

  test('of a collection show what is in it', () => {
    const rows = [
      row('a', 0, { collections: ['desk'] }),
      row('b', 1, { collections: ['night', 'desk'] }),
      row('c', 1, { collections: ['night'] }),
      row('d', 1),
    ]
    const found = (filter: AccountFilter) =>
      rows.filter((one) => passes(one, filter, FACTS)).map(({ accountId }) => accountId)
    expect(found(inCollection('desk'))).toEqual(['a', 'b'])
    expect(found(inCollection('nowhere'))).toEqual([])
    expect(collectionIn(inCollection('desk'))).toBe('desk')
    for (const filter of ACCOUNT_FILTERS) expect(collectionIn(filter)).toBeUndefined()
    expect(parseFilter('in:desk')).toBe(inCollection('desk'))
  })

  test('say why a row is marked', () => {
    expect(ROWS.map((one) => needOf(one, FACTS.needs))).toEqual([
      undefined,
      undefined,
      'username-taken',
      undefined,
      undefined,
      'passkey-quarantined',
    ])
  })

  test('are read from the address, where anything else shows all', () => {
    for (const filter of ACCOUNT_FILTERS) expect(parseFilter(filter)).toBe(filter)
    for (const value of [undefined, null, 1, {}, ['passkey'], 'other', ''])
      expect(parseFilter(value)).toBe('all')
  })
})
