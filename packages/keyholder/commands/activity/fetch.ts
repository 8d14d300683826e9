import { decodeBase64url } from '@keyward/codec'
import { type ActivityEntry, type ActivityEvent, LogError, parseActivity } from '@keyward/log'
import { KeyholderError } from '../../error.ts'
import type { Session } from '../../session.ts'

/** Which entries. Without any of it they come in an unbroken chain from the first. */
export interface ActivityFilter {
  readonly memberId?: string
  readonly accountId?: string
  readonly event?: ActivityEvent
  /** UTC milliseconds. */
  readonly after?: number
  readonly before?: number
  /** The first sequence, from 1. */
  readonly from?: number
}

/** Entries as the server gave them. */
interface ActivityPage {
  readonly entries: readonly ActivityEntry[]
  /** That each is in the log, where that was asked for; not checked. */
  readonly proofs: readonly (readonly Uint8Array[])[]
}

const PAGE = 500

/**
 * The entries of the activity log that the member may see, page by page as the server has them now.
 *
 * @throws {KeyholderError} `remote.*`, `session.*`; `remote.malformed` for what are no entries
 */
export async function* fetchActivity(
  session: Pick<Session, 'call'>,
  filter: ActivityFilter,
): AsyncGenerator<readonly ActivityEntry[]> {
  for await (const { entries } of fetchPages(session, filter)) yield entries
}

/**
 * As `fetchActivity`, with proofs that the entries are in the log of so many entries.
 *
 * @param provenAt undefined for no proofs
 * @throws {KeyholderError} as `fetchActivity`
 */
export async function* fetchPages(
  session: Pick<Session, 'call'>,
  filter: ActivityFilter,
  provenAt?: number,
): AsyncGenerator<ActivityPage> {
  let { from = 1 } = filter
  for (;;) {
    const proven = provenAt === undefined ? {} : { provenAt }
    const query = { ...filter, ...proven, from, limit: PAGE }
    const { entries, hasMore, proofs } = await session.call('getActivity', { query })
    const parsed = entries.map((entry) => parse(decodeBase64url(entry)))
    if (provenAt !== undefined && proofs?.length !== entries.length)
      throw notAsked('The server gave no proofs of its entries.')
    if (parsed.length > 0)
      yield {
        entries: parsed,
        proofs: (proofs ?? []).map((proof) => proof.map(decodeBase64url)),
      }
    const last = parsed.at(-1)
    if (!hasMore || last === undefined) return
    // Whatever the server says, this ends.
    if (last.sequence < from) throw notAsked('The server gave entries that were not asked for.')
    from = last.sequence + 1
  }
}

function parse(encoded: Uint8Array): ActivityEntry {
  try {
    return parseActivity(encoded)
  } catch (error) {
    if (!(error instanceof LogError)) throw error
    throw new KeyholderError('remote.malformed', error.message, { cause: error })
  }
}

function notAsked(message: string): KeyholderError {
  return new KeyholderError('remote.malformed', message)
}
