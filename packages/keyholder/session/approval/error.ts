import { VaultError } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'

/** Runs a step of an approval; what is wrong with it is `session.approval`. */
export async function approvalError<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    throw new KeyholderError('session.approval', error.message, { cause: error })
  }
}
