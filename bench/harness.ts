/** One thing to be timed: `run` does it once. */
export interface Task {
  readonly name: string
  readonly run: () => unknown
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

async function microseconds(task: Task, batch: number): Promise<number> {
  const start = process.hrtime.bigint()
  for (let i = 0; i < batch; i += 1) {
    const result = task.run()
    // A synchronous reference must not pay for a promise that it does not make.
    if (result instanceof Promise) await result
  }
  return Number(process.hrtime.bigint() - start) / 1000 / batch
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
