import { record, type Shaped } from '../shape/shape.ts'
import { flag, text, whole, word } from '../shape/values.ts'

/** What the device can do. `biometricKind` names it on screens. */
const caps = record({
  biometric: word('strong', 'weak', 'none'),
  biometricKind: word('face-id', 'touch-id', 'face-unlock', 'fingerprint'),
  deviceCredential: flag,
  singleTap: flag,
  conditionalCreate: flag,
  prf: flag,
})

/**
 * Whom a simulated phone signs in with one tap. Never told by a shell on a real phone; the people are
 * made for a demonstration, and anybody there may know their passphrases.
 */
const demo = record(
  { name: text(200), address: text(320), passphrase: text(1024) },
  { workspaceId: text(22) },
)

export const appInfo = record(
  {
    platform: word('android', 'ios'),
    osVersion: text(32),
    appVersion: text(32),
    surface: word('app', 'provider'),
    caps,
  },
  { apiLevel: whole(1, 1000), demo },
)

export type AppInfo = Shaped<typeof appInfo>
export type DeviceCaps = Shaped<typeof caps>

/** Who let a key go: a biometric, or the code of the device. */
export const verificationType = word('biometric', 'device-credential')
export type VerificationType = Shaped<typeof verificationType>

/** What has to happen before a kept value is given out. */
export const secureGate = word('biometric', 'presence', 'none')
export type SecureGate = Shaped<typeof secureGate>
