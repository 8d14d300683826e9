import { inspect } from 'node:util'
import { measure } from '@keyward/vault/strength'
import { expect, test } from 'vitest'
import { systemRandom } from '../phone/phone.ts'
import { makePassphrase } from './passphrase.ts'

const HINTS = ['Acme Studio', 'Uma User', 'uma@acme.example']

test('a passphrase is six words, strong enough, never the same, and does not print', () => {
  const made = Array.from({ length: 20 }, () => makePassphrase(systemRandom, HINTS))
  for (const passphrase of made) {
    const text = passphrase.reveal()
    expect(text).toMatch(/^(?:[a-z]+ ){5}[a-z]+$/)
    expect(measure(text, HINTS).isEnough).toBe(true)
    for (const shown of [inspect(passphrase), JSON.stringify(passphrase), String(passphrase)])
      expect(shown).not.toContain(text)
  }
  expect(new Set(made.map((passphrase) => passphrase.reveal())).size).toBe(made.length)
})
