import { VaultError } from '@keyward/vault/local'
import { AccountsError } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'

/** Whether something could not be read because of the bytes that are kept of it. */
export function isDamaged(error: unknown): boolean {
  if (error instanceof KeyholderError) return error.rule === 'replica.damaged'
  return error instanceof VaultError || error instanceof AccountsError
}

/** What is damaged so often in a row was not written by another tab in the meantime. */
const MOST_READS = 3

/**
 * What the work answers, which reads rows that belong together, one after the other. Another tab or
 * process may write between two of them; such rows do not fit, and are read again: the work may run
 * more than once.
 *
 * @throws what `work` throws
 */
export async function readTogether<T>(work: () => Promise<T>): Promise<T> {
  for (let reads = 1; ; reads += 1)
    try {
      return await work()
    } catch (error) {
      if (!isDamaged(error) || reads === MOST_READS) throw error
    }
}

/**
 * What the work answers, or undefined when the rows of the one account that it is about are damaged:
 * no other account is held up by it. The work may run again before rows count as damaged.
 */
export function unlessDamaged<T>(work: () => Promise<T>): Promise<T | undefined> {
  return unlessDamagedInDraft(() => readTogether(work))
}

/** The same in a draft, whose rows are held to be what they were when it is written. */
export async function unlessDamagedInDraft<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isDamaged(error)) return undefined
    throw error
  }
}
