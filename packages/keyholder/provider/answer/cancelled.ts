import type { CancelSignal } from '@keyward/webauthn/client'
import { KeyholderError } from '../../error.ts'

/**
 * Waits for the work, but no longer than the system waits for its answer.
 *
 * @throws {KeyholderError} `provider.cancelled`
 */
export function unlessCancelled<T>(
  signal: CancelSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work()
  if (signal.aborted) return Promise.reject(cancelled())
  return new Promise<T>((resolve, reject) => {
    const stop = (): void => reject(cancelled())
    signal.addEventListener('abort', stop)
    void work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop))
  })
}

/** What the request ends with when the system took it back. */
export function cancelled(): KeyholderError {
  return new KeyholderError('provider.cancelled', 'The request was taken back.')
}
