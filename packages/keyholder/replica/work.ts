/** What an elected one does. */
export type Work = (lost: AbortSignal) => Promise<void>

/** Runs the work, and fires `lost` too when `stop` fires. Ends when the work ended, and as it did. */
export async function workUntilStopped(
  work: Work,
  lost: AbortController,
  stop: AbortSignal,
): Promise<void> {
  const end = (): void => lost.abort()
  stop.addEventListener('abort', end)
  if (stop.aborted) end()
  try {
    await work(lost.signal)
  } finally {
    stop.removeEventListener('abort', end)
  }
}

/** Resolves after the time, or at once when the signal fires. Does not keep a process alive. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    letExit(timer)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

/** In Node.js timers and channels keep the process alive unless told not to; elsewhere they do not. */
export function letExit(source: unknown): void {
  ;(source as { unref?: () => void }).unref?.()
}

/** Resolves when the signal has fired. */
export function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
  })
}
