import { verifyStatement } from '@keyward/primitives/identity'
import { KIT_SIGN_IN_PURPOSE, kitStatement } from '@keyward/protocol'

/** Whether a recovery kit's key signed this sign-in. Never throws. */
export function isKitSignIn(
  publicKey: Uint8Array,
  signature: Uint8Array,
  signIn: Parameters<typeof kitStatement>[0],
): boolean {
  return verifyStatement(publicKey, KIT_SIGN_IN_PURPOSE, kitStatement(signIn), signature)
}
