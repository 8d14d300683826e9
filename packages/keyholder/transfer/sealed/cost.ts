import { TransferError } from '../error.ts'
import { TRANSFER_LIMITS } from '../limits.ts'

/** What stretching a passphrase costs: memory in KiB, passes, lanes. */
export interface Argon2Cost {
  readonly memoryKiB: number
  readonly iterations: number
  readonly parallelism: number
}

/**
 * Lets through what Argon2 allows (RFC 9106 section 3.1) and this device can bear, so that no file
 * takes all memory or all day.
 *
 * @throws {TransferError} `passphrase.cost`
 */
export function checkCost(cost: Argon2Cost): Argon2Cost {
  const { memoryKiB, iterations, parallelism } = cost
  const isBearable =
    parallelism >= 1 &&
    parallelism <= TRANSFER_LIMITS.lanes &&
    memoryKiB >= 8 * parallelism &&
    memoryKiB <= TRANSFER_LIMITS.memoryKiB &&
    iterations >= 1 &&
    memoryKiB * iterations <= TRANSFER_LIMITS.workKiB
  if (isBearable) return cost
  throw new TransferError(
    'passphrase.cost',
    'The file asks for more work on its passphrase than is done here, or for impossible work.',
  )
}
