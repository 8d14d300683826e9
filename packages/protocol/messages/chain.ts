import { z } from 'zod'
import { answer, bytes, count, request } from '../fields.ts'
import { LIMITS } from '../limits.ts'

/** The end of the membership chain. */
export const Head = answer({ sequence: count(0), hash: bytes(32) })
export type Head = z.infer<typeof Head>

/** One entry to append. */
export const AppendEntry = request({
  entry: bytes(1, LIMITS.entry),
  /** The server lost it when a backup was restored, and with it who asked to join. */
  isPutBack: z.boolean().optional(),
})
export type AppendEntry = z.infer<typeof AppendEntry>
export const EntryAppended = answer({ revision: count(1), head: Head })
export type EntryAppended = z.infer<typeof EntryAppended>

/** Entries in their order, from the sequence asked for. */
export const Chain = answer({
  entries: z.array(bytes(1, LIMITS.entry)).max(LIMITS.page),
  head: Head,
})
export type Chain = z.infer<typeof Chain>
