/** One thing to be timed: `run` does it once. */
export interface Task {
  readonly name: string
  readonly run: () => unknown
  /** Makes ready for the next run, outside of what is timed. */
  readonly before?: () => unknown
}

export interface Sample {
  /** Median microseconds for one run. */
  readonly ours: number
  readonly rounds: number
}

export interface Comparison {
  /** Median microseconds for one run. */
  readonly ours: number
  readonly referenceTime: number
  /** Median of reference time over our time, round by round: how fast we are, as a share of it. */
  readonly ratio: number
  readonly rounds: number
}

/**
 * Times two tasks in turn, A B A B, so that a machine whose speed drifts treats both alike. A first
 * quarter of the rounds warms up and is not counted.
 */
export async function compare(
  ours: Task,
  reference: Task,
  size: { rounds: number; batch: number; referenceBatch?: number },
): Promise<Comparison> {
  const counted: { ours: number; reference: number }[] = []
  const warmUp = Math.ceil(size.rounds / 4)
  for (let round = 0; round < size.rounds + warmUp; round += 1) {
    const times = {
      ours: await microseconds(ours, size.batch),
      reference: await microseconds(reference, size.referenceBatch ?? size.batch),
    }
    if (round >= warmUp) counted.push(times)
  }
  return {
    ours: median(counted.map((round) => round.ours)),
    referenceTime: median(counted.map((round) => round.reference)),
    ratio: median(counted.map((round) => round.reference / round.ours)),
    rounds: counted.length,
  }
}

/** Times one task alone, where the budget is a time and not a share of another one's. */
export async function sample(ours: Task, rounds: number): Promise<Sample> {
  const warmUp = Math.ceil(rounds / 4)
  const counted: number[] = []
  for (let round = 0; round < rounds + warmUp; round += 1) {
    const time = await microseconds(ours, 1)
    if (round >= warmUp) counted.push(time)
  }
  return { ours: median(counted), rounds: counted.length }
}

/** Microseconds that something took which can be done once only. */
export async function once(work: () => unknown): Promise<Sample> {
  return { ours: await microseconds({ name: '', run: work }, 1), rounds: 1 }
}

async function microseconds(task: Task, batch: number): Promise<number> {
  let taken = 0n
  for (let i = 0; i < batch;) {
    if (task.before !== undefined) await task.before()
    // One stretch for the whole batch, unless something has to be made ready between two runs.
    const end = task.before === undefined ? batch : i + 1
    const start = process.hrtime.bigint()
    for (; i < end; i += 1) {
      const result = task.run()
      // A synchronous reference must not pay for a promise that it does not make.
      if (result instanceof Promise) await result
    }
    taken += process.hrtime.bigint() - start
  }
  return Number(taken) / 1000 / batch
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
