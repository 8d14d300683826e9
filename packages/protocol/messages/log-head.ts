import { z } from 'zod'
import { answer, bytes, count, request } from '../fields.ts'

/** The longest signed head, `MAX_HEAD_BYTES` of `@keyward/log`. */
const signedHead = bytes(1, 512)

/** What the server answers for: where the activity log ends, signed. */
export const LogHead = answer({
  /** `encodeSignedHead` of `@keyward/log`. */
  signed: signedHead,
  /** The Ed25519 key by which the server signs heads; clients remember it. */
  logKey: bytes(32),
  /**
   * Proves that the log begins with the one of which the request names the size (RFC 9162). Empty
   * where none was named, and where the log is not longer.
   */
  consistency: z.array(bytes(32)).max(128),
})
export type LogHead = z.infer<typeof LogHead>

export const LogHeadQuery = request({ logSize: count(0).optional() })
export type LogHeadQuery = z.infer<typeof LogHeadQuery>

/** A head that this server signed, and that its log no longer reaches or agrees with. */
export const ReportLogHead = request({ signed: signedHead })
export type ReportLogHead = z.infer<typeof ReportLogHead>

/** Whether the head shows that the server was set back since. */
export const LogHeadReported = answer({ isRolledBack: z.boolean() })
export type LogHeadReported = z.infer<typeof LogHeadReported>
