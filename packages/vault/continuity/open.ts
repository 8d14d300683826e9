import { equalBytes } from '@keyward/codec'
import { AEAD_KEY_LENGTH, type Aead, AeadKey } from '@keyward/primitives/aead'
import { commitKey } from '../access/keys.ts'
import { openForm } from '../envelope/sealed-form.ts'
import { VaultError } from '../error.ts'
import { hpkeOpen } from '../keyset/hpke.ts'
import type { PrivateKeyset } from '../keyset/keyset.ts'
import { wrapInfo } from '../keyset/wrap-context.ts'
import { CONTINUITY_SEAL, CONTINUITY_SHARE } from '../labels.ts'
import { type ContinuityContext, shareContext } from './context.ts'
import type { SealedContinuity } from './make.ts'
import { joinShares } from './share.ts'

const RULES = { malformed: 'continuity.malformed', refused: 'continuity.refused' } as const

/**
 * Opens what `makeContinuity` made, with the continuity keyset and the half that the server
 * released. Anybody can seal something to a public keyset, so the key has to be the one that the
 * account's verified access list commits to.
 *
 * @param commitment the access list's for this key and epoch, 32 bytes
 * @throws {VaultError} `context.malformed`; `continuity.malformed` for bytes of no known form;
 *   `continuity.refused` when the keyset, a half, a member of the context or a bit is another;
 *   `access.commitment` when it is not the account's key
 */
export async function openContinuity(
  aead: Aead,
  continuityKeyset: PrivateKeyset,
  context: ContinuityContext,
  { sealed, shareA, shareB }: SealedContinuity,
  commitment: Uint8Array,
): Promise<AeadKey> {
  const named = shareContext(context)
  const info = wrapInfo(CONTINUITY_SHARE, named)
  const half = await hpkeOpen(continuityKeyset.wrappingSeed, shareA, { info }, RULES)
  const associatedData = wrapInfo(CONTINUITY_SEAL, named)
  const bytes = await openForm(aead, joinShares(half, shareB), sealed, associatedData, RULES)
  if (bytes.length !== AEAD_KEY_LENGTH)
    throw new VaultError('continuity.malformed', "An account's key has 32 bytes.")
  const key = new AeadKey(bytes)
  if (!equalBytes(commitKey(key), commitment))
    throw new VaultError('access.commitment', 'The key is not the one that the list names.')
  return key
}
