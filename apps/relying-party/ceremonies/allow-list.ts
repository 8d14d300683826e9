import { createHmac } from 'node:crypto'
import type { Passkey } from '../store/passkeys.ts'

type AllowedCredential = { id: string; transports: string[] }

const lengths = [16, 20, 32]

/**
 * The credentials to ask for when somebody names a username. A username without an account, or
 * without passkeys, gets a list that stays the same from one request to the next and looks like a
 * real one, so that the answer does not tell which usernames exist (WebAuthn Level 3, §14.6.2).
 */
export function allowList(
  secret: Uint8Array,
  username: string,
  passkeys: Passkey[],
): AllowedCredential[] {
  const invented = inventList(secret, username)
  if (passkeys.length === 0) return invented
  return passkeys.map(({ id, transports }) => ({ id, transports }))
}

function inventList(secret: Uint8Array, username: string): AllowedCredential[] {
  const derive = (label: string) =>
    createHmac('sha256', secret).update(`${label}:${username.toLowerCase()}`).digest()
  const shape = derive('shape')
  const count = (shape[0] ?? 0) < 64 ? 2 : 1
  return Array.from({ length: count }, (_, index) => {
    const length = lengths[(shape[index + 1] ?? 0) % lengths.length]
    const id = derive(`id ${index}`).subarray(0, length).toString('base64url')
    return { id, transports: ['hybrid', 'internal'] }
  })
}
