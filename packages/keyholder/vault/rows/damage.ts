import { VaultError } from '@keyward/vault/local'
import { AccountsError } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'

/** Whether something could not be read because of the bytes that are kept of it. */
export function isDamaged(error: unknown): boolean {
  if (error instanceof KeyholderError) return error.rule === 'replica.damaged'
  return error instanceof VaultError || error instanceof AccountsError
}

/**
 * What the work answers, or undefined when the rows of the one account that it is about are damaged:
 * no other account is held up by it.
 */
export async function unlessDamaged<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isDamaged(error)) return undefined
    throw error
  }
}
