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
  let { from = 1 } = filter
  for (;;) {
    const query = { ...filter, from, limit: PAGE }
    const { entries, hasMore } = await session.call('getActivity', { query })
    const parsed = entries.map((entry) => parse(decodeBase64url(entry)))
    if (parsed.length > 0) yield parsed
    const last = parsed.at(-1)
    if (!hasMore || last === undefined) return
    // Whatever the server says, this ends.
    if (last.sequence < from)
      throw new KeyholderError(
        'remote.malformed',
        'The server gave entries that were not asked for.',
      )
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
