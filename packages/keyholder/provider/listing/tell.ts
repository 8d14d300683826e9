import { recordsAt } from '../records.ts'
import type { SealedRows } from '../rows.ts'
import { listed, type ListingSource, refreshListing } from './listing.ts'
import type { ListedAccount, ListedPasskey } from './shards.ts'

/** What the shell keeps for the system's menu: the members of `index.replace`. */
export interface IndexParams {
  readonly generation: number
  readonly accounts: readonly { readonly accountId: string; readonly label: string }[]
  readonly entries: readonly ListedPasskey[]
  /** The generation that is changed; absent when everything is replaced. */
  readonly after?: number
  readonly removed?: { readonly accounts: readonly string[]; readonly entries: readonly string[] }
}

/** Tells the shell; 'conflict' when it has another generation than `after`. */
export type ReplaceIndex = (params: IndexParams) => Promise<'done' | 'conflict'>

/** About what fits in one message beside everything else, in UTF-16 code units of JSON. */
const PART = 60_000

/**
 * Makes what the shell lists equal to the vault: told as a change of what it was told last, and as a
 * whole, in as many parts as it takes, where the shell has something else.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`, and what `replace` rejects with
 */
export async function tellIndex(
  source: ListingSource,
  rows: SealedRows,
  replace: ReplaceIndex,
): Promise<void> {
  const told = recordsAt<{ generation: number }>(rows, 'provider/told', { generation: 'number' }, 1)
  const [last] = await told.list()
  const tell = new Telling(replace, last?.generation ?? 0)
  const keep = (generation: number) => told.update(() => [{ generation }])
  // Cut off after the refresh, the change would be forgotten: without a generation it is told whole.
  if (last !== undefined) await keep(0)
  const { put, removed } = await refreshListing(source, rows)
  const isSame = put.length + removed.accounts.length === 0
  const isKnown = last !== undefined && last.generation > 0
  if (isKnown && (isSame || (await tell.change(put, removed)))) return keep(tell.generation)
  await tell.whole(await listed(rows))
  await keep(tell.generation)
}

class Telling {
  readonly #replace: ReplaceIndex
  generation: number

  constructor(replace: ReplaceIndex, generation: number) {
    this.#replace = replace
    this.generation = generation
  }

  /** False when the shell has something else than was thought. */
  async change(
    put: readonly ListedAccount[],
    removed: NonNullable<IndexParams['removed']>,
  ): Promise<boolean> {
    const parts = [{ accounts: [], entries: [], removed }, ...partsOf(put)]
    for (const part of parts) {
      const after = this.generation
      const outcome = await this.#replace({ generation: after + 1, after, ...part })
      if (outcome === 'conflict') return false
      this.generation += 1
    }
    return true
  }

  async whole(all: readonly ListedAccount[]): Promise<void> {
    // Far from whatever the shell was told before, so that no older change fits.
    this.generation += 1000
    const [first = { accounts: [], entries: [] }, ...rest] = partsOf(all)
    await this.#replace({ generation: this.generation, ...first })
    for (const part of rest) {
      const after = this.generation
      await this.#replace({ generation: after + 1, after, ...part })
      this.generation += 1
    }
  }
}

function partsOf(all: readonly ListedAccount[]): Pick<IndexParams, 'accounts' | 'entries'>[] {
  const parts: Pick<IndexParams, 'accounts' | 'entries'>[] = []
  let some: ListedAccount[] = []
  let size = 0
  const end = (): void => {
    if (some.length > 0) parts.push(partOf(some))
    some = []
    size = 0
  }
  for (const account of all) {
    const length = JSON.stringify(account).length
    if (size + length > PART) end()
    some.push(account)
    size += length
  }
  end()
  return parts
}

function partOf(some: readonly ListedAccount[]): Pick<IndexParams, 'accounts' | 'entries'> {
  return {
    accounts: some
      .filter(({ label }) => label !== '')
      .map(({ accountId, label }) => ({ accountId, label: label.slice(0, 512) })),
    entries: some.flatMap(({ passkeys }) => passkeys),
  }
}
