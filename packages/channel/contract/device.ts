import { record, type Shape, type Shaped, variants } from '../shape/shape.ts'
import { flag, literal, text, whole, word } from '../shape/values.ts'

const capMembers = {
  biometric: word('strong', 'weak', 'none'),
  deviceCredential: flag,
  singleTap: flag,
  conditionalCreate: flag,
  prf: flag,
}

/** What the device can do. `biometricKind` names it on screens. */
const caps = record({
  ...capMembers,
  biometricKind: word('face-id', 'touch-id', 'face-unlock', 'fingerprint'),
})

/**
 * Whom a simulated phone signs in with one tap. Never told by a shell on a real phone; the people are
 * made for a demonstration, and anybody there may know their passphrases.
 */
const demo = record(
  { name: text(200), address: text(320), passphrase: text(1024) },
  { workspaceId: text(22) },
)

const infoMembers = {
  osVersion: text(32),
  appVersion: text(32),
  surface: word('app', 'provider'),
}

const phoneInfo = record(
  { ...infoMembers, platform: word('android', 'ios'), caps },
  { apiLevel: whole(1, 1000), demo },
)

/** A browser with the extension: it has no name for a biometric check, and makes none itself. */
const browserInfo = record({
  ...infoMembers,
  platform: literal('browser'),
  caps: record(capMembers),
})

export const appInfo: Shape<AppInfo | BrowserInfo> = variants('platform', {
  android: phoneInfo,
  ios: phoneInfo,
  browser: browserInfo,
})

/** What a phone says of itself. */
export type AppInfo = Shaped<typeof phoneInfo>
/** What the extension says of the browser. */
export type BrowserInfo = Shaped<typeof browserInfo>
export type DeviceCaps = Shaped<typeof caps>

/** Who let a key go: a biometric, or the code of the device. */
export const verificationType = word('biometric', 'device-credential')
export type VerificationType = Shaped<typeof verificationType>

/** What has to happen before a kept value is given out. */
export const secureGate = word('biometric', 'presence', 'none')
export type SecureGate = Shaped<typeof secureGate>
