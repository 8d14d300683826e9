/**
 * The formats that accounts come and go in. `keyward` is the default: everything, sealed under a
 * passphrase. Whoever has a plaintext file has the accounts: policy decides who may write one.
 */
export const TRANSFER_FORMATS = {
  keyward: { isPlaintext: false, fileExtension: 'keyward', mediaType: 'application/json' },
  kdbx: { isPlaintext: false, fileExtension: 'kdbx', mediaType: 'application/x-keepass2' },
  cxf: { isPlaintext: true, fileExtension: 'json', mediaType: 'application/json' },
  bitwarden: { isPlaintext: true, fileExtension: 'json', mediaType: 'application/json' },
} as const

export type TransferFormat = keyof typeof TRANSFER_FORMATS
