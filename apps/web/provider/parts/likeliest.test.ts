import { expect, test } from 'vitest'
import { passkeyChoice } from '../cases/questions.ts'
import { likeliest } from './likeliest.ts'

const one = (credentialId: string, more: Parameters<typeof passkeyChoice>[0] = {}) =>
  passkeyChoice({ credentialId, ...more })

test('the passkey that was used last is chosen first, else the newest', () => {
  expect(likeliest([one('new'), one('old')])).toBe('new')
  expect(likeliest([one('new'), one('old', { lastUsedAt: 1 })])).toBe('old')
  expect(likeliest([])).toBeNull()
})

test('[C88] one that the app may not have received is chosen first only when there is no other', () => {
  const doubtful = one('new', { isUnconfirmed: true, lastUsedAt: 9 })
  expect(likeliest([doubtful, one('old')])).toBe('old')
  expect(likeliest([doubtful])).toBe('new')
})
