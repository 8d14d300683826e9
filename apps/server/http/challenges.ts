import { LIFETIMES } from '@keyward/protocol'
import { encodeBase64url } from '@keyward/codec'
import { Refused } from '../auth/refused.ts'
import type { Server } from './server.ts'

/** Makes a challenge that counts once, for two minutes. */
export async function makeChallenge(server: Server, now: number): Promise<string> {
  const challenge = encodeBase64url(server.random(32))
  const until = now + LIFETIMES.login
  await server.store.sessions.keepOnce(`challenge/${challenge}`, new Uint8Array(), until)
  return challenge
}

/** Uses a challenge up. @throws {Refused} `login_expired` when it is none, or was used */
export async function takeChallenge(server: Server, challenge: string, now: number): Promise<void> {
  const found = await server.store.sessions.takeOnce(`challenge/${challenge}`, now)
  if (found === undefined) throw new Refused('login_expired')
}
