import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { encodeHeld, Held, parseHeld } from './held.ts'
import { parseAsk } from './messages.ts'

const held = new Held({
  accountKey: new Uint8Array(32).fill(0xab),
  epoch: 3,
  unlockedAt: 1_795_000_000_000,
  lockAfterMinutes: 15,
  check: { salt: new Uint8Array(16).fill(1), hash: new Uint8Array(32).fill(2) },
})

test('comes out of the pipe as it went in', () => {
  expect(encodeHeld(parseHeld(encodeHeld(held)) as Held)).toEqual(encodeHeld(held))
})

test('does not print', () => {
  for (const text of [JSON.stringify(held), String(held), inspect(held, { showHidden: true })])
    expect(text).not.toMatch(/q6ur|171, 171|abab/)
})

test.each([
  undefined,
  null,
  'held',
  {},
  { ...encodeHeld(held), accountKey: 'AAAA' },
  { ...encodeHeld(held), accountKey: 'no base64url!' },
  { ...encodeHeld(held), epoch: -1 },
  { ...encodeHeld(held), unlockedAt: '1' },
  { ...encodeHeld(held), lockAfterMinutes: null },
])('%j is nothing that is held', (value) => expect(parseHeld(value)).toBeUndefined())

test('a key without a check of the passphrase is held too', () => {
  expect(parseHeld({ ...encodeHeld(held), salt: null })?.check).toBeUndefined()
})

test.each([
  ['{"ask":"key"}', { ask: 'key' }],
  ['{"ask":"lock","more":1}', { ask: 'lock' }],
  ['{"ask":"limit","minutes":5}', { ask: 'limit', minutes: 5 }],
  ['{"ask":"limit","minutes":0}', undefined],
  ['{"ask":"limit"}', undefined],
  ['{"ask":"keys"}', undefined],
  ['["key"]', undefined],
  ['', undefined],
  ['{', undefined],
])('the line %s asks for %j', (line, ask) => expect(parseAsk(line)).toEqual(ask))
