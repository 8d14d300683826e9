import type { Random } from '@keyward/primitives/signature'
import { OperatorError } from '../config/error.ts'
import type { Places } from '../config/read.ts'
import { SignerError } from '../signer/error.ts'
import { openSigner, type Signer } from '../signer/signer.ts'

/**
 * Opens the signer at its place, made where there is none, and holds its store: a second server with
 * the same one does not start.
 *
 * @throws {OperatorError} `signer.store`
 */
export function openSignerAt({ signer: path }: Pick<Places, 'signer'>, random: Random): Signer {
  try {
    return openSigner({ path, random })
  } catch (cause) {
    if (!(cause instanceof SignerError)) throw cause
    throw new OperatorError('signer.store', `${cause.message} See KEYWARD_SIGNER.`, { cause })
  }
}
