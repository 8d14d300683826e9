import type { DirectoryApp } from '@keyward/protocol'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { joinLists } from './directory.ts'
import { OWN_APPS } from './own-list.ts'
import { AppListError, LONGEST_LIST, parseAppList } from './parse-list.ts'

const PUBLISHED = {
  domain: 'Perch.example',
  name: ' Perch ',
  'additional-domains': ['perch.test', 'perch.example'],
  mfa: 'allowed',
  passwordless: 'required',
  documentation: 'https://perch.example/passkeys',
  categories: ['social'],
}
const PERCH: DirectoryApp = {
  name: 'Perch',
  domains: ['perch.example', 'perch.test'],
  signIn: true,
  secondFactor: true,
  settings: null,
  documentation: 'https://perch.example/passkeys',
}
const listOf = (rows: readonly unknown[]) => parseAppList(JSON.stringify(rows))
const stored = (source: 'imported' | 'fetched', apps: readonly DirectoryApp[], updatedAt = 1) => ({
  source,
  updatedAt,
  apps: JSON.stringify(apps),
})

describe('a list of apps', () => {
  test('is read as the 2factorauth project publishes it, and in our own form', () => {
    expect(listOf([PUBLISHED])).toEqual({ apps: [PERCH], skipped: 0 })
    expect(listOf([PERCH])).toEqual({ apps: [PERCH], skipped: 0 })
  })

  test.each([
    { ...PUBLISHED, domain: 'no domain' },
    { ...PUBLISHED, domain: 'localhost' },
    { ...PUBLISHED, name: '  ' },
    { ...PUBLISHED, mfa: undefined, passwordless: undefined },
    { ...PUBLISHED, mfa: ['u2f'], passwordless: 'maybe' },
    { ...PUBLISHED, 'additional-domains': 'perch.test' },
    null,
    [PUBLISHED],
    'perch.example',
  ])('leaves out a row that can not be used, and counts it: %j', (row) => {
    expect(listOf([row, PUBLISHED])).toEqual({ apps: [PERCH], skipped: 1 })
  })

  test('takes no address that is not https', () => {
    for (const documentation of ['http://perch.example', 'javascript:alert(1)', 7, null]) {
      expect(listOf([{ ...PUBLISHED, documentation }]).apps[0]?.documentation).toBeNull()
    }
  })

  test.each([
    ['', 'not-json'],
    ['{}', 'not-a-list'],
    ['[]', 'empty'],
    ['[1]', 'empty'],
    [JSON.stringify(Array.from({ length: 5001 }, () => PUBLISHED)), 'too-large'],
    [' '.repeat(LONGEST_LIST + 1), 'too-large'],
  ])('that is none is refused: %.20s', (text, code) => {
    expect(() => parseAppList(text)).toThrow(expect.objectContaining({ code }))
  })

  test('of any text is read, or refused with its own error', () => {
    const { accepted, refused } = fuzzParser({
      name: 'list of apps',
      samples: [PUBLISHED, PERCH].map((app) => Buffer.from(JSON.stringify([app, app]))),
      parse: (bytes) => parseAppList(Buffer.from(bytes).toString('utf8')),
      isOwnError: (error) => error instanceof AppListError,
      runs: fuzzRuns(),
    })
    expect(accepted).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
  })
})

describe('the directory', () => {
  test("has the program's own apps, each whole and once", () => {
    expect(OWN_APPS.length).toBeGreaterThan(40)
    const homes = OWN_APPS.map(({ domains }) => domains[0])
    expect(new Set(homes).size).toBe(homes.length)
    for (const app of OWN_APPS) expect(app.signIn || app.secondFactor, app.name).toBe(true)
  })

  test('joins lists by the home of an app; an imported one has the last word', () => {
    const own = { ...PERCH, settings: 'https://perch.example/keys', domains: ['perch.example'] }
    const fetched = { ...PERCH, name: 'Perch 2' }
    const imported = { ...PERCH, name: 'Perch 3', documentation: null, domains: ['perch.example'] }
    const other = { ...PERCH, name: 'adder', domains: ['adder.example'] }
    const lists = [stored('imported', [imported, other], 9), stored('fetched', [fetched], 3)]
    const joined = joinLists([own], lists)
    expect(joined.updatedAt).toBe(9)
    expect(joined.apps).toEqual([
      other,
      {
        ...PERCH,
        name: 'Perch 3',
        domains: ['perch.example', 'perch.test'],
        settings: 'https://perch.example/keys',
      },
    ])
  })

  test('has another version when anything differs, and the same one else', () => {
    const version = (lists: Parameters<typeof joinLists>[1]) => joinLists([PERCH], lists).version
    expect(version([])).toBe(version([]))
    expect(version([stored('fetched', [PERCH], 5)])).toBe(version([]))
    const renamed = [{ ...PERCH, name: 'Other' }]
    expect(version([stored('fetched', renamed)])).not.toBe(version([]))
    expect(joinLists([PERCH], []).updatedAt).toBeNull()
    expect(version([{ source: 'fetched', updatedAt: 1, apps: 'of another time' }])).toBe(
      version([]),
    )
  })
})
