import { closed, newer, ReplicaError } from '../error.ts'

/** What a browser's storage throws, by name, as this package says it. */
export function explain(error: unknown): unknown {
  if (error instanceof ReplicaError) return error
  switch (nameOf(error)) {
    case 'QuotaExceededError':
      return new ReplicaError(
        'replica.full',
        'The browser has no room left for local data: make room and try again.',
        { cause: error },
      )
    case 'VersionError':
      return newer({ cause: error })
    case 'InvalidStateError':
      // The connection is closing; the same name on opening says that there is no storage.
      return closed({ cause: error })
    case 'NotReadableError':
      return damaged({ cause: error })
    default:
      return unavailable({ cause: error })
  }
}

/** Runs work on the browser's storage, and says clearly what failed. @throws {ReplicaError} */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error)
  }
}

/** The error for values that nobody here wrote, or that are gone. */
export function damaged(options?: { cause: unknown }): ReplicaError {
  return new ReplicaError('replica.damaged', 'The local data in this browser is damaged.', options)
}

/** The error for storage that the browser does not give. */
export function unavailable(options?: { cause: unknown }): ReplicaError {
  return new ReplicaError(
    'replica.unavailable',
    'This browser gives no storage here. A private window, a setting or another tab may be why.',
    options,
  )
}

export function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined
}
