import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { VaultError } from '../../error.ts'
import { RecoveryKit } from './kit.ts'

const WORDS = 24
const known: ReadonlySet<string> = new Set(wordlist)

/** The kit as 24 English words with a checksum of eight bits (BIP-39), one space between. */
export function kitToWords(kit: RecoveryKit): string {
  return entropyToMnemonic(kit.exportBytes(), wordlist)
}

/**
 * Reads the words, in any case, with any white space between.
 *
 * @throws {VaultError} `kit.malformed` when they are not 24 words of the list, which names the
 *   first place that is wrong and no word; `kit.checksum` when they do not belong together
 */
export function kitFromWords(text: string): RecoveryKit {
  const words = text.trim().normalize('NFKD').toLowerCase().split(/\s+/)
  const unknown = words.findIndex((word) => !known.has(word))
  if (unknown >= 0) throw new VaultError('kit.malformed', `Word ${unknown + 1} is not of the list.`)
  if (words.length !== WORDS)
    throw new VaultError('kit.malformed', `A recovery kit has ${WORDS} words.`)
  try {
    return new RecoveryKit(mnemonicToEntropy(words.join(' '), wordlist))
  } catch {
    throw new VaultError('kit.checksum', 'These words do not belong together: one is another.')
  }
}
