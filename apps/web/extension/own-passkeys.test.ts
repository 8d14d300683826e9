import type { PasskeyPort } from '@keyward/keyholder/session'
import { expect, test } from 'vitest'
import { forgetOwnPasskey, hasOwnPasskey, remembered } from './own-passkeys.ts'

test('a passkey for Keyward is remembered once it was made or used, and forgotten with its member', async () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  const answer = {} as never
  const declines = async () => Promise.reject(new DOMException('No.', 'NotAllowedError'))
  const asked = {} as never
  const declined: PasskeyPort = { get: declines, create: declines }
  await expect(remembered(declined, storage).get(asked)).rejects.toThrow('No.')
  expect(hasOwnPasskey(storage)).toBe(false)
  for (const way of ['get', 'create'] as const) {
    await remembered({ get: async () => answer, create: async () => answer }, storage)[way](asked)
    expect(hasOwnPasskey(storage), way).toBe(true)
    forgetOwnPasskey(storage)
    expect(hasOwnPasskey(storage)).toBe(false)
  }
})
