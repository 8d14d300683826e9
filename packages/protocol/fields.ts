import { z } from 'zod'

/** Sixteen bytes as base64url text: the form of every id. The last character carries four bits. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{21}[AQgw]$/)
  .describe('16 bytes as base64url')

/** Bytes as unpadded base64url text, between `least` and `most` of them. */
export function bytes(least: number, most: number = least): z.ZodString {
  const exact = least === most ? `${least} bytes` : `${least} to ${most} bytes`
  return z
    .string()
    .min(lengthOf(least))
    .max(lengthOf(most))
    .regex(/^[A-Za-z0-9_-]*$/)
    .describe(`${exact} as base64url`)
}

/** Milliseconds since 1970, UTC. */
export const time = z.int().min(0).max(8_640_000_000_000_000).describe('UTC milliseconds')

/** A whole number from `least`. */
export function count(least: number, most: number = Number.MAX_SAFE_INTEGER): z.ZodInt {
  return z.int().min(least).max(most)
}

/** The name of a workspace, member, device or team. */
export const name = z.string().min(1).max(400)

/** What a member signs in with: often an e-mail address, and never verified as one. */
export const address = z
  .string()
  .min(1)
  .max(320)
  .refine((text) => text.trim() === text && !/\p{Cc}/u.test(text), {
    message: 'has surrounding space or control characters',
  })

/** A request: members that it does not have are refused. */
export const request = z.strictObject

/** An answer: members that this version does not know are left out when it is read. */
export const answer = z.object

function lengthOf(byteCount: number): number {
  return Math.ceil((byteCount * 4) / 3)
}
