/** The attributes in which KeePassXC and KeePassDX keep a passkey. */
export const PASSKEY = {
  credentialId: 'KPEX_PASSKEY_CREDENTIAL_ID',
  privateKey: 'KPEX_PASSKEY_PRIVATE_KEY_PEM',
  rpId: 'KPEX_PASSKEY_RELYING_PARTY',
  username: 'KPEX_PASSKEY_USERNAME',
  userHandle: 'KPEX_PASSKEY_USER_HANDLE',
  backupEligible: 'KPEX_PASSKEY_FLAG_BE',
  backupState: 'KPEX_PASSKEY_FLAG_BS',
  prf: 'KPEX_PASSKEY_PRF',
} as const

/** What the first versions of KeePassXC called two of them. */
export const FORMER = {
  credentialId: 'KPEX_PASSKEY_GENERATED_USER_ID',
  username: 'KPXC_PASSKEY_USERNAME',
} as const

/** The attributes that every entry has. */
export const STANDARD = {
  title: 'Title',
  username: 'UserName',
  password: 'Password',
  url: 'URL',
  notes: 'Notes',
} as const

/** Further addresses: this name alone, or followed by an underscore and a number. */
export const MORE_URLS = 'KP2A_URL'

export const ONE_TIME_CODE = 'otp'
/** How KeePass 2 keeps a one-time code, and how KeePassXC did before. */
export const KEEPASS_CODE = {
  secret: 'TimeOtp-Secret-Base32',
  algorithm: 'TimeOtp-Algorithm',
  digits: 'TimeOtp-Length',
  period: 'TimeOtp-Period',
} as const
export const FORMER_CODE = { secret: 'TOTP Seed', settings: 'TOTP Settings' } as const
