import { z } from 'zod'
import { answer, count, id, time } from '../fields.ts'

export const SIGN_UP_MODES = ['setup-code', 'invite', 'open'] as const
export type SignUpMode = (typeof SIGN_UP_MODES)[number]

/** What a server says of itself to anybody. */
export const ServerInfo = answer({
  software: z.literal('keyward'),
  version: z.string().max(50),
  protocol: answer({ oldest: count(1), newest: count(1) }),
  signUp: z.enum(SIGN_UP_MODES),
  /** The RP ID of passkeys that sign in to Keyward itself, and the origin they are made at. */
  rpId: z.string().max(253),
  origin: z.string().max(300),
  time,
  /** The workspace, while the server has exactly one. */
  workspaceId: id.nullable(),
})
export type ServerInfo = z.infer<typeof ServerInfo>

/** The answer of requests that have nothing to tell but that they were done. */
export const Done = answer({ done: z.literal(true) })
export type Done = z.infer<typeof Done>
export const DONE: Done = { done: true }
