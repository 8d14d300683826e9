import { randomBytes } from 'node:crypto'
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import type { Perch } from '../perch.ts'
import type { Asked, CeremonyKind } from '../store/records.ts'

/** A challenge can be answered for five minutes; the browser is told the same. */
export const challengeLifetime = 5 * 60_000

/** Makes 32 random bytes for one ceremony of one session, and remembers what was asked. */
export function makeChallenge(
  perch: Perch,
  session: string,
  kind: CeremonyKind,
  asked: Asked,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(randomBytes(32))
  const text = Buffer.from(bytes).toString('base64url')
  perch.store.challenges.add(text, session, kind, asked, perch.now() + challengeLifetime)
  return bytes
}

/** For the report, when `takeChallenge` finds none. */
export const challengeReason =
  'The challenge is not one that this session is waiting for: it was used, has expired, or was given to another session.'

/** What was asked, with what the answer says about where it was given. */
export type AwaitedAnswer = Asked & { challenge: string; origin: string; crossOrigin: boolean }

/**
 * Finds and uses up the challenge that an answer names. Undefined: unknown here, used or expired.
 */
export function takeChallenge(
  perch: Perch,
  session: string,
  kind: CeremonyKind,
  clientDataJSON: string,
): AwaitedAnswer | undefined {
  let clientData
  try {
    clientData = decodeClientDataJSON(clientDataJSON)
  } catch {
    return undefined
  }
  const { challenge, origin } = clientData ?? {}
  if (typeof challenge !== 'string' || typeof origin !== 'string') return undefined
  const asked = perch.store.challenges.take(challenge, session, kind, perch.now())
  return asked && { ...asked, challenge, origin, crossOrigin: clientData.crossOrigin === true }
}

/**
 * Perch never runs inside another site's frame, so no ceremony of its own comes from one (§7.1, §7.2).
 * @throws {Error} for an answer that was given there
 */
export function refuseFrames({ crossOrigin }: AwaitedAnswer): void {
  if (crossOrigin) throw new Error('The answer was given in a frame of another site (crossOrigin).')
}
