import { recordsAt } from '../records.ts'
import type { SealedRows } from '../rows.ts'
import { listed, type ListingSource, type ListingStep, refreshListing } from './listing.ts'
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
 * whole, in as many parts as it takes, where the shell has something else. Each part of a change takes
 * out what it puts in anew: wherever it is cut off, nothing is missing that stayed.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`, and what `replace` rejects with
 */
export async function tellIndex(
  source: ListingSource,
  rows: SealedRows,
  replace: ReplaceIndex,
): Promise<void> {
  const told = recordsAt<{ generation: number }>(rows, 'provider/told', { generation: 'number' }, 1)
  const keep = (generation: number) => told.update(() => [{ generation }])
  const last = (await told.list())[0]?.generation ?? 0
  const tell = new Telling(replace, Math.abs(last))
  // Cut off after the refresh, the change would be forgotten: below nothing, it is told whole.
  const steps = await refreshListing(source, rows, () => keep(-tell.generation))
  if (last > 0 && steps.length === 0) return
  const isTold = (last > 0 && (await tell.change(steps))) || (await tell.whole(await listed(rows)))
  await keep(isTold ? tell.generation : -tell.generation)
}

/** How often the whole is told while another page tells the shell something else in between. */
const MOST_TRIES = 3

class Telling {
  readonly #replace: ReplaceIndex
  generation: number

  constructor(replace: ReplaceIndex, generation: number) {
    this.#replace = replace
    this.generation = generation
  }

  /** False when the shell has something else than was thought. */
  change(steps: readonly ListingStep[]): Promise<boolean> {
    return this.#follow(partsOf(steps))
  }

  /** False when others told the shell something else each time. */
  async whole(all: readonly ListedAccount[]): Promise<boolean> {
    const [first = NOTHING, ...rest] = partsOf(all.map((now) => ({ before: undefined, now })))
    const { accounts, entries } = first
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      // Far from whatever the shell was told before, so that no older change fits.
      this.generation += 1000
      await this.#replace({ generation: this.generation, accounts, entries })
      if (await this.#follow(rest)) return true
    }
    return false
  }

  async #follow(parts: readonly Part[]): Promise<boolean> {
    for (const part of parts) {
      const after = this.generation
      const outcome = await this.#replace({ generation: after + 1, after, ...part })
      if (outcome === 'conflict') return false
      this.generation += 1
    }
    return true
  }
}

type Part = Required<Pick<IndexParams, 'accounts' | 'entries' | 'removed'>>

const NOTHING = partOf([])

function partsOf(steps: readonly ListingStep[]): Part[] {
  const parts: Part[] = []
  let some: ListingStep[] = []
  let size = 0
  const end = (): void => {
    if (some.length > 0) parts.push(partOf(some))
    some = []
    size = 0
  }
  for (const step of steps) {
    const length = JSON.stringify(step).length
    if (size + length > PART) end()
    some.push(step)
    size += length
  }
  end()
  return parts
}

function partOf(some: readonly ListingStep[]): Part {
  const before = some.flatMap((step) => step.before ?? [])
  const now = some.flatMap((step) => step.now ?? [])
  return {
    accounts: now
      .filter(({ label }) => label !== '')
      .map(({ accountId, label }) => ({ accountId, label: label.slice(0, 512) })),
    entries: now.flatMap(({ passkeys }) => passkeys),
    removed: {
      accounts: before.map(({ accountId }) => accountId),
      entries: before.flatMap(({ passkeys }) => passkeys.map(({ credentialId }) => credentialId)),
    },
  }
}
