import { WebAuthnError } from '../error.ts'

/** The part of an AbortSignal that is used; an AbortSignal fits. */
export interface CancelSignal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/**
 * Runs the work unless or until the signal says stop. The work itself has to look at the signal
 * after each wait; this gives the caller its answer without waiting for that.
 *
 * @throws {WebAuthnError} `ceremony.aborted`, with the signal's reason as its cause
 */
export async function unlessCancelled<T>(
  signal: CancelSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work()
  if (signal.aborted) throw aborted(signal)
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(aborted(signal))
    signal.addEventListener('abort', stop)
    void work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop))
  })
}

function aborted(signal: CancelSignal): WebAuthnError {
  return new WebAuthnError('ceremony.aborted', 'The request was cancelled.', {
    cause: signal.reason,
  })
}
