import type { PasskeyUse } from '@keyward/keyholder/commands'
import { expect, test } from 'vitest'
import { lastUseOf } from './last-use.ts'

const use = (memberId: string, at: number, credentialIdHash?: string): PasskeyUse => ({
  accountId: 'perch',
  credentialIdHash,
  memberId,
  at,
})
const one = { credentialIdHash: 'one' }
const two = { credentialIdHash: 'two' }
const uses = [use('dana', 30), use('mika', 20, 'one'), use('riku', 10, 'two')]

test('a sign-in without the key counts for the only passkey of an account', () => {
  expect(lastUseOf(one, [one], uses)?.memberId).toBe('dana')
  expect(lastUseOf(one, [one], uses.slice(1))?.memberId).toBe('mika')
})

test('of several passkeys nobody knows which one it was', () => {
  expect(lastUseOf(one, [one, two], uses)?.memberId).toBe('mika')
  expect(lastUseOf(two, [one, two], uses)?.memberId).toBe('riku')
})

test('a deleted passkey is not the only one', () => {
  expect(lastUseOf(two, [one], uses)?.memberId).toBe('riku')
  expect(lastUseOf(two, [one], [])).toBeUndefined()
})
