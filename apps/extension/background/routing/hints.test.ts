import { encodeBase64url } from '@keyward/codec'
import { expect, test } from 'vitest'
import { hasCredential, hasRpId, nextHints } from './hints.ts'

const idOf = (byte: number): Uint8Array => new Uint8Array(16).fill(byte)
const entry = (byte: number, rpId: string) => ({
  credentialId: encodeBase64url(idOf(byte)),
  rpId,
  userHandle: 'AQ',
  userName: 'ada@example.com',
  displayName: 'Ada',
  accountName: 'Perch',
  lastUsedAt: 0,
})
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
const whole = { generation: 3, accounts: [], entries: [entry(1, 'a.test'), entry(2, 'b.test')] }

test('hints tell what there is, and nothing else', () => {
  const hints = nextHints(undefined, whole, random)
  expect(hints).toBeDefined()
  if (hints === undefined) return
  expect([hasRpId(hints, 'a.test'), hasRpId(hints, 'c.test')]).toEqual([true, false])
  expect(hasCredential(hints, [idOf(9), idOf(2)])).toBe(true)
  expect(hasCredential(hints, [idOf(9)])).toBe(false)
  expect(JSON.stringify(hints)).not.toMatch(/a\.test|ada|Perch/)
})

test('two browsers have no hint in common', () => {
  const [one, other] = [nextHints(undefined, whole, random), nextHints(undefined, whole, random)]
  expect(one?.rpIds.some((hash) => other?.rpIds.includes(hash))).toBe(false)
})

test('a change takes away and adds, and an RP ID goes with its last passkey', () => {
  const before = nextHints(undefined, whole, random)
  const after = nextHints(
    before,
    {
      generation: 4,
      after: 3,
      accounts: [],
      entries: [entry(3, 'a.test')],
      removed: { accounts: [], entries: [encodeBase64url(idOf(2))] },
    },
    random,
  )
  expect(after?.generation).toBe(4)
  if (after === undefined) return
  expect([hasRpId(after, 'a.test'), hasRpId(after, 'b.test')]).toEqual([true, false])
  expect([1, 2, 3].map((byte) => hasCredential(after, [idOf(byte)]))).toEqual([true, false, true])
})

test('a change to another listing is refused', () => {
  const change = { generation: 9, after: 8, accounts: [], entries: [] }
  expect(nextHints(nextHints(undefined, whole, random), change, random)).toBe(undefined)
  expect(nextHints(undefined, change, random)).toBe(undefined)
})
