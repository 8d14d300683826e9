import { decodeBase64url, encodeCbor, equalBytes } from '@keyward/codec'
import type { Deals } from '@keyward/protocol'
import { KeyholderError } from '../../error.ts'
import { asText, Fields, record } from '../../vault/rows/fields.ts'
import { transact } from '../../vault/rows/transaction.ts'
import type { SharingPorts } from '../ports.ts'
import { ALL_HELD, putRow, readRow, STATE_ROW } from '../rows.ts'
import { takeDeal } from './accept.ts'
import { keepGrants } from './grants.ts'
import { eraseDeal } from './erase.ts'
import { heldKeys } from './held.ts'

/**
 * Brings in the deals that Owners have made for this device, and erases those that have ended.
 *
 * @param isWhole all that live are asked for, and what is held beside them is erased
 * @throws {KeyholderError} `remote.*`, `replica.*`, `session.*`
 */
export async function pullDeals(ports: SharingPorts, isWhole = false): Promise<void> {
  const { context } = ports
  const incarnation = await ports.incarnation()
  const known = isWhole ? 0 : await revisionOf(ports, incarnation)
  const { since, pages } = await fetchAll(ports, known)
  const last = pages.at(-1)
  if (last === undefined) return
  let isEarly = false
  const live = new Set<string>()
  for (const { deal, forDevice } of pages.flatMap(({ deals }) => deals)) {
    const taken = await takeDeal(ports, decodeBase64url(deal), decodeBase64url(forDevice))
    if (taken.outcome === 'early') isEarly = true
    if (taken.dealId !== undefined) live.add(taken.dealId)
  }
  await eraseDead(
    context,
    since === 0 ? { besides: live } : { dead: pages.flatMap((one) => one.dead) },
  )
  await keepGrants(context, last.grants)
  if (!isEarly) await keepRevision(ports, incarnation, last.revision)
}

/** All pages from a revision on; from the first where the server does not know it any more. */
async function fetchAll(
  ports: Pick<SharingPorts, 'call'>,
  known: number,
): Promise<{ readonly since: number; readonly pages: readonly Deals[] }> {
  const pages: Deals[] = []
  for (let since = known; ;) {
    try {
      const page = await ports.call('getDeals', { query: { since, begunAt: known } })
      pages.push(page)
      if (!page.hasMore || page.revision <= since) return { since: known, pages }
      since = page.revision
    } catch (error) {
      const isTooOld = error instanceof KeyholderError && error.code === 'start_again'
      if (!isTooOld || known === 0) throw error
      return fetchAll(ports, 0)
    }
  }
}

async function eraseDead(
  context: SharingPorts['context'],
  ended: { readonly dead: readonly string[] } | { readonly besides: ReadonlySet<string> },
): Promise<void> {
  if ('dead' in ended && ended.dead.length === 0) return
  const held = await heldKeys(context, ALL_HELD)
  const dead =
    'dead' in ended ? ended.dead : [...held.keys()].filter((id) => !ended.besides.has(id))
  for (const dealId of dead) {
    const key = held.get(dealId)
    if (key !== undefined) await eraseDeal(context, key)
  }
}

/** 0 when nothing of this incarnation was asked for. */
async function revisionOf(
  { context }: SharingPorts,
  incarnation: string | undefined,
): Promise<number> {
  const row = await readRow(context, context.replica, STATE_ROW)
  const fields = row && Fields.parse(row)
  if (fields === undefined || asText(fields.get('incarnation')) !== (incarnation ?? '')) return 0
  return fields.uint('revision')
}

async function keepRevision(
  { context }: SharingPorts,
  incarnation: string | undefined,
  revision: number,
): Promise<void> {
  const row = encodeCbor(record({ incarnation: incarnation ?? '', revision }))
  await transact(context.replica, async (draft) => {
    const before = await readRow(context, draft, STATE_ROW)
    if (before === undefined || !equalBytes(before, row))
      await putRow(context, draft, STATE_ROW, row)
  })
}
