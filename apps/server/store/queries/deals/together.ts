import { setImmediate } from 'node:timers/promises'
import type { CosignUse } from '../../ports/deals.ts'
import type { LedgerOutcome } from '../../ports/ledger.ts'
import type { Answered } from './cosign.ts'

/** Uses in one transaction at most. */
const MOST = 64

interface Waiting {
  readonly use: CosignUse
  resolve(outcome: LedgerOutcome): void
  reject(error: unknown): void
}

/** Collects the uses that come while a transaction is under way: the next one does all of them. */
export class Together {
  readonly #work: (uses: readonly CosignUse[]) => Promise<readonly Answered[]>
  #waiting: Waiting[] = []
  #isRunning = false

  constructor(work: (uses: readonly CosignUse[]) => Promise<readonly Answered[]>) {
    this.#work = work
  }

  add(use: CosignUse): Promise<LedgerOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ use, resolve, reject })
      if (!this.#isRunning) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      // What has arrived meanwhile is read first, so that it comes along, and answers go out: under
      // load everything would wait for a queue that is never empty.
      await setImmediate()
      const deferred = await this.#do(this.#take())
      this.#waiting.unshift(...deferred)
    }
    this.#isRunning = false
  }

  /** One of each deal, so that none is looked up that would have to wait for another one. */
  #take(): readonly Waiting[] {
    const taken = new Map<string, Waiting>()
    const left: Waiting[] = []
    for (const waiting of this.#waiting) {
      const { workspaceId, dealId } = waiting.use
      const key = `${workspaceId}/${dealId}`
      if (taken.size < MOST && !taken.has(key)) taken.set(key, waiting)
      else left.push(waiting)
    }
    this.#waiting = left
    return [...taken.values()]
  }

  /** Returns those that have to come again. */
  async #do(taken: readonly Waiting[]): Promise<readonly Waiting[]> {
    try {
      const answered = await this.#work(taken.map(({ use }) => use))
      return taken.filter((waiting, at) => settle(waiting, answered[at]))
    } catch (error) {
      // Nobody knows what was kept, so that none of them is answered.
      for (const waiting of taken) waiting.reject(error)
      return []
    }
  }
}

/** Returns whether the use was deferred. */
function settle(waiting: Waiting, answered: Answered | undefined): boolean {
  if (answered === undefined || 'refusal' in answered) {
    waiting.reject(answered?.refusal)
    return false
  }
  if (answered.outcome === 'deferred') return true
  waiting.resolve(answered.outcome)
  return false
}
