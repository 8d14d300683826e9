import { decodeBase64url } from '@keyward/codec'
import { WebAuthnError } from '../../error.ts'
import { toBytes } from './buffer-source.ts'
import { makeBudget, MAX_CHALLENGE_BYTES, tooLarge, type Budget } from './limits.ts'
import { toDomString } from './webidl.ts'

/** What the conversions of one request share: its size so far, and how its bytes are written. */
export interface Intake {
  readonly budget: Budget
  readonly bytes: (value: unknown, what: string) => Uint8Array
}

/** Bytes as pages write them: BufferSource. */
export function makePageIntake(): Intake {
  const budget = makeBudget()
  return { budget, bytes: (value, what) => toBytes(value, what, budget) }
}

/** Bytes as the JSON forms write them: base64url, padded or not; otherwise `options.encoding`. */
export function makeJsonIntake(): Intake {
  const budget = makeBudget()
  const bytes = (value: unknown, what: string): Uint8Array => {
    const text = toDomString(value, what, budget)
    try {
      return decodeBase64url(text)
    } catch (cause) {
      throw new WebAuthnError('options.encoding', `${what} is not base64url.`, { cause })
    }
  }
  return { budget, bytes }
}

/** @throws WebAuthnError `options.too-large` above 64 KiB, and what the bytes throw. */
export function readChallenge(value: unknown, intake: Intake): Uint8Array {
  const challenge = intake.bytes(value, 'challenge')
  if (challenge.length > MAX_CHALLENGE_BYTES) {
    throw tooLarge('challenge', MAX_CHALLENGE_BYTES, 'bytes')
  }
  return challenge
}
