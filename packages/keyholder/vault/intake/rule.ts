import { CodecError } from '@keyward/codec'
import { VaultError } from '@keyward/vault/envelope'
import { AccountsError } from '../../accounts.ts'
import { KeyholderError } from '../../error.ts'
import { Refusal } from './examined.ts'

/**
 * The rule by which something that came from outside is refused.
 *
 * @throws the error itself when it says nothing of what came, nor of what is kept of the account
 */
export function ruleOf(error: unknown): string {
  if (error instanceof VaultError || error instanceof AccountsError || error instanceof Refusal)
    return error.rule
  if (error instanceof CodecError) return error.code
  if (error instanceof KeyholderError && error.rule === 'replica.damaged') return error.rule
  throw error
}
