import { Secret } from '@keyward/keyholder/accounts'
import type { Random } from '@keyward/primitives/signature'
import { measure } from '@keyward/vault/strength'
import { kitToWords, makeRecoveryKit } from '@keyward/vault/unlock'

const WORDS = 6

/**
 * A passphrase of six random words, 66 bits, that Keyward takes as strong enough.
 *
 * @param hints what an attacker would try first, as for `measure`
 */
export function makePassphrase(random: Random, hints: readonly string[]): Secret<string> {
  for (;;) {
    // The words of a new recovery kit stand for 11 random bits each; it opens nothing.
    const words = kitToWords(makeRecoveryKit(random)).split(' ')
    const passphrase = words.slice(0, WORDS).join(' ')
    if (measure(passphrase, hints).isEnough) return new Secret(passphrase)
  }
}
