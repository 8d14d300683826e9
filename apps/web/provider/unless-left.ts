import type { Answered } from '@keyward/keyholder/provider'

/**
 * Waits for the answer, but once the person has left no longer than a flow takes that has heard of
 * it: a part that never loads must not hold the sheet.
 */
export function unlessLeft(
  signal: AbortSignal,
  answering: Promise<Answered>,
): Promise<Answered | undefined> {
  const left = new Promise<undefined>((resolve) => {
    const soon = (): void => void setTimeout(() => resolve(undefined), 500)
    if (signal.aborted) soon()
    else signal.addEventListener('abort', soon, { once: true })
  })
  return Promise.race([answering, left])
}
