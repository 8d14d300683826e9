import { describe, expect, test } from 'vitest'
import { foundAccounts } from './found-accounts.ts'

const account = (appName: string, username = 'ops@harbour.example') => ({
  accountId: appName,
  appName,
  username,
})
const NOTHING: ReadonlySet<string> = new Set()
const names = (mine: ReturnType<typeof account>[], query: string, chosen = NOTHING) =>
  foundAccounts(mine, query, chosen).shown.map(({ appName }) => appName)

describe('accounts to choose from', () => {
  const mine = [account('Perch', 'studio'), account('Ledgerly'), account('Nimbus Cloud')]

  test('fit by every word of the search, in the name or the username', () => {
    expect(names(mine, '')).toEqual(['Perch', 'Ledgerly', 'Nimbus Cloud'])
    expect(names(mine, ' STUDIO perch ')).toEqual(['Perch'])
    expect(names(mine, 'ops cloud')).toEqual(['Nimbus Cloud'])
    expect(names(mine, 'perch cloud')).toEqual([])
  })

  test('stay in sight once they are chosen', () => {
    expect(names(mine, 'cloud', new Set(['Perch']))).toEqual(['Perch', 'Nimbus Cloud'])
  })

  test('are not all shown where there are very many, and the rest is counted', () => {
    const many = Array.from({ length: 120 }, (_, nth) => account(`App ${nth}`))
    const { shown, more } = foundAccounts(many, '', new Set(['App 119']))
    expect(shown).toHaveLength(51)
    expect(shown.at(-1)?.appName).toBe('App 119')
    expect(more).toBe(69)
  })
})
