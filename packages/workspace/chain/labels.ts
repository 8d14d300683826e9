/** What the signatures, codes and keys of this package are for. A label is never used twice. */

/** The signature of an entry of the membership chain. */
export const ENTRY_PURPOSE = 'keyward/workspace-entry/v1'

/** HKDF info of the key, and first element of the message, of a joiner's proof. */
export const JOIN_KEY = 'keyward/invitation/join-key/v1'
export const JOIN_PROOF = 'keyward/invitation/join-proof/v1'

/** HKDF info of the key, and first element of the message, of an inviter's proof of the chain. */
export const CHAIN_KEY = 'keyward/invitation/chain-key/v1'
export const CHAIN_PROOF = 'keyward/invitation/chain-proof/v1'

/** First element of what each half of a safety number is a hash of. */
export const SAFETY_NUMBER = 'keyward/safety-number/v1'
