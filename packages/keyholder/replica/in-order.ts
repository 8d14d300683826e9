/** Runs one piece of work after the other, in the order of the calls. */
export interface InOrder {
  /** As the work ends. What failed before does not matter. */
  run(work: () => Promise<void>): Promise<void>
  /** Resolves when all that was called until now has ended. Never rejects. */
  settled(): Promise<void>
}

export function inOrder(): InOrder {
  let last: Promise<void> = Promise.resolve()
  return {
    run(work) {
      const result = runAfter(last, work)
      last = result.catch(() => {})
      return result
    },
    settled: () => last,
  }
}

async function runAfter(before: Promise<void>, work: () => Promise<void>): Promise<void> {
  await before
  await work()
}
