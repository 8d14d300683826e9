import type { Dealing } from '@keyward/protocol'
import type { SharingPorts } from '../ports.ts'

/** Accounts in one answer. */
const PAGE = 100

/**
 * What the server tells an Owner about accounts that others have, page by page.
 *
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export async function* fetchDealing({ call }: Pick<SharingPorts, 'call'>): AsyncGenerator<Dealing> {
  for (let after: string | undefined; ;) {
    const query = after === undefined ? { limit: PAGE } : { after, limit: PAGE }
    const page = await call('getDealing', { query })
    yield page
    const last = page.accounts.at(-1)?.accountId
    // Whatever the server says, this ends.
    if (!page.hasMore || last === undefined || (after !== undefined && last <= after)) return
    after = last
  }
}
