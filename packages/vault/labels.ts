/**
 * Every label that separates one use of a key or hash from another. A label is never used for two
 * things, and never changed: a new meaning takes a new version.
 */

// Signatures (purposes)
export const SEALED_WRITE = 'keyward/sealed-write/v1'
export const ACCESS_LIST = 'keyward/access-list/v1'

// Hashes
export const WRITE_HASH = 'keyward/write-hash/v1'
export const ACCESS_LIST_HASH = 'keyward/access-list-hash/v1'
export const KEY_COMMITMENT = 'keyward/key-commitment/v1'
export const WRAPPED_KEY_HASH = 'keyward/wrapped-key-hash/v1'
export const APPROVAL_KEY_HASH = 'keyward/approval-key-hash/v1'
export const COMPARISON_COMMITMENT = 'keyward/comparison-commitment/v1'
export const COMPARISON_TRANSCRIPT = 'keyward/comparison-transcript/v1'
export const COMPARISON_DIGITS = 'keyward/comparison-digits/v1'
export const KIT_CHECKSUM = 'keyward/kit-checksum/v1'
export const CODE_CHECKSUM = 'keyward/approval-code-checksum/v1'
export const PASSKEY_PRF_INPUT = 'keyward/passkey-prf-input/v1'

// Associated data
export const KEYSET_SEAL = 'keyward/keyset-seal/v1'
export const LOCAL_KEY_WRAP = 'keyward/local-key-wrap/v1'
export const LOCAL_IDENTITY_WRAP = 'keyward/local-identity-wrap/v1'
export const REPLICA_KEY_WRAP = 'keyward/replica-key-wrap/v1'
/** Also the HKDF info of the anchor's key. */
export const CHAIN_ANCHOR = 'keyward/chain-anchor/v1'
export const LOCAL_SEAL = 'keyward/local-seal/v1'
export const CONTINUITY_SEAL = 'keyward/continuity-seal/v1'
export const REASON_SEAL = 'keyward/reason-seal/v1'

// HPKE info
export const KEY_WRAP = 'keyward/key-wrap/v1'
export const KEYSET_WRAP = 'keyward/keyset-wrap/v1'
export const CONTINUITY_SHARE = 'keyward/continuity-share/v1'
export const APPROVAL_REQUEST = 'keyward/approval-request/v1'
export const APPROVAL_ANSWER = 'keyward/approval-answer/v1'
export const COMPARISON_ANSWER = 'keyward/comparison-answer/v1'
export const DEAL_SHARE = 'keyward/deal-share/v1'
export const APPROVER_BODY = 'keyward/sign-in-approver/v1'

// HKDF info
export const APPROVAL_PSK = 'keyward/approval-psk/v1'
export const OFFLINE_COMBINE = 'keyward/offline-combine/v1'
export const KIT_SIGN_IN = 'keyward/kit-sign-in/v1'

/** Unlock methods: HKDF info and associated data of the wrapped account key. */
export const UNLOCK_LABELS = {
  passphrase: 'keyward/unlock-passphrase/v1',
  offline: 'keyward/unlock-offline/v1',
  passkey: 'keyward/unlock-passkey/v1',
  device: 'keyward/unlock-device/v1',
  kit: 'keyward/unlock-kit/v1',
} as const
