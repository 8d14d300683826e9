import fc from 'fast-check'
import type { SearchEntry } from '../entry.ts'

/** An entry that has nothing but what is given. */
export function entry(accountId: string, parts: Partial<SearchEntry> = {}): SearchEntry {
  const blank = { appName: '', username: '', displayName: '', labels: [], rpIds: [], passkeys: 0 }
  return { accountId, ...blank, ...parts }
}

export const ENTRIES = [
  entry('1', {
    appName: 'Perch',
    username: 'ana.lima@nest.example',
    rpIds: ['login.perch.example'],
  }),
  entry('2', { appName: 'Nest', username: 'bo', labels: ['Perch team'], rpIds: ['nest.example'] }),
  entry('3', { appName: 'The Perchery', username: 'Ａｎａ', labels: ['Social'] }),
  entry('4', { appName: 'Straße', username: '(root)', rpIds: ['nest.example'] }),
]

/** Texts with what the search takes apart: words, signs, capitals, marks, other scripts, separators. */
const LETTERS = 'a b ab A ß Éa e\u0301 Жук ７ 7 42 𝒜 東京 \u0301 😀'.split(' ')
const SIGNS = '||  |.|@|-|(|_|\t|\n|\f|\\|\\t|\u0001|\u0000| '.split('|')
export const text = fc
  .array(fc.constantFrom(...LETTERS, ...SIGNS), { maxLength: 6 })
  .map((pieces) => pieces.join(''))
export const COLLECTIONS = ['c', 'c-', '_c', 'Dd0']
const REQUIRED = [
  'accountId',
  'appName',
  'username',
  'displayName',
  'labels',
  'rpIds',
  'passkeys',
] as const
/** Entries with ids of their own. */
export const entries = fc.uniqueArray(
  fc.record(
    {
      accountId: fc.nat(400).map(String),
      appName: text,
      username: text,
      displayName: text,
      labels: fc.array(fc.oneof(text, fc.constant('a :c')), { maxLength: 3 }),
      rpIds: fc.array(text, { maxLength: 3 }),
      passkeys: fc.nat(3),
      quarantined: fc.constantFrom(1, 20),
      collections: fc.uniqueArray(fc.constantFrom(...COLLECTIONS), { minLength: 1 }),
    },
    { noNullPrototype: true, requiredKeys: [...REQUIRED] },
  ),
  { maxLength: 12, selector: ({ accountId }) => accountId },
)
