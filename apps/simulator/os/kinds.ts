export type Platform = 'ios' | 'android'
export type BiometricKind = 'face-id' | 'touch-id' | 'face-unlock' | 'fingerprint'

interface KindFacts {
  readonly platform: Platform
  /** As the platform calls it on its screens. */
  readonly title: string
  /** What is enrolled, in the words of "Add another …". */
  readonly part: 'face' | 'finger'
}

export const KINDS: Readonly<Record<BiometricKind, KindFacts>> = {
  'face-id': { platform: 'ios', title: 'Face ID', part: 'face' },
  'touch-id': { platform: 'ios', title: 'Touch ID', part: 'finger' },
  'face-unlock': { platform: 'android', title: 'Face unlock', part: 'face' },
  fingerprint: { platform: 'android', title: 'Fingerprint', part: 'finger' },
}

interface PlatformFacts {
  readonly name: string
  /** The versions that the simulated phone can have, and the first with passkey managers. */
  readonly versions: readonly number[]
  readonly firstVersion: number
}

export const PLATFORMS: Readonly<Record<Platform, PlatformFacts>> = {
  ios: { name: 'iOS', versions: [15, 16, 17, 18], firstVersion: 17 },
  android: { name: 'Android', versions: [13, 14, 15], firstVersion: 14 },
}

/** Android's number for programs: 13 is 33, 14 is 34, 15 is 35. */
export function apiLevel(version: number): number {
  return version + 20
}

export function isBiometricKind(text: string): text is BiometricKind {
  return Object.hasOwn(KINDS, text)
}
