import { type BiometricKind, KINDS, PLATFORMS, type Platform } from './kinds.ts'

/** One simulated phone, as its system knows itself. It is kept over a reload of the page. */
export interface Device {
  readonly id: string
  readonly name: string
  readonly platform: Platform
  readonly kind: BiometricKind
  readonly osVersion: number
  readonly isLocked: boolean
  readonly isAirplane: boolean
  /** How far its clock is from that of the machine, in milliseconds. */
  readonly clockOffset: number
  /** The generation grows whenever a face or finger is added or removed. */
  readonly enrolment: { readonly generation: number; readonly count: number }
  /** Prompts in a row that did not match. */
  readonly failures: number
  /** The passkey managers that are turned on in the settings. */
  readonly managers: { readonly keyward: boolean; readonly builtIn: boolean }
  /** Android lists a manager first only once it was used. */
  readonly hasUsedKeyward: boolean
  /** Whether the browser is one that may speak for web pages, or one that nobody has heard of. */
  readonly isBrowserListed: boolean
}

export type DeviceChange =
  | { readonly type: 'airplane'; readonly on: boolean }
  | { readonly type: 'manager'; readonly manager: keyof Device['managers']; readonly on: boolean }
  | { readonly type: 'os-version'; readonly version: number }
  | { readonly type: 'clock'; readonly offset: number }
  | { readonly type: 'enrol' }
  | { readonly type: 'remove-enrolment' }
  | { readonly type: 'lock' }
  | { readonly type: 'unlock' }
  | { readonly type: 'browser-listed'; readonly on: boolean }
  | { readonly type: 'used-keyward' }

/** A phone as it comes out of its box: the newest system, one face or finger, Keyward not turned on. */
export function newDevice(id: string, kind: BiometricKind, osVersion?: number): Device {
  const { platform, title } = KINDS[kind]
  const { name, versions } = PLATFORMS[platform]
  return {
    id,
    name: `${name} with ${title}`,
    platform,
    kind,
    osVersion: osVersion ?? versions.at(-1) ?? 0,
    isLocked: false,
    isAirplane: false,
    clockOffset: 0,
    enrolment: { generation: 1, count: 1 },
    failures: 0,
    managers: { keyward: false, builtIn: true },
    hasUsedKeyward: false,
    isBrowserListed: true,
  }
}

/** The phone after one change in its settings. A version that it cannot have changes nothing. */
export function changeDevice(device: Device, change: DeviceChange): Device {
  switch (change.type) {
    case 'airplane':
      return { ...device, isAirplane: change.on }
    case 'manager':
      return { ...device, managers: { ...device.managers, [change.manager]: change.on } }
    case 'os-version':
      return PLATFORMS[device.platform].versions.includes(change.version)
        ? { ...device, osVersion: change.version }
        : device
    case 'clock':
      return { ...device, clockOffset: change.offset }
    case 'enrol':
      return enrolled(device, device.enrolment.count + 1)
    case 'remove-enrolment':
      return device.enrolment.count === 0 ? device : enrolled(device, 0)
    case 'lock':
      return { ...device, isLocked: true }
    case 'unlock':
      // The code of the device is what ends a lockout.
      return { ...device, isLocked: false, failures: 0 }
    case 'browser-listed':
      return { ...device, isBrowserListed: change.on }
    case 'used-keyward':
      return { ...device, hasUsedKeyward: true }
  }
}

/** Whether this version of the system has passkey managers at all. */
export function hasManagers({ platform, osVersion }: Device): boolean {
  return osVersion >= PLATFORMS[platform].firstVersion
}

/** Whether Keyward is one of them, and turned on. */
export function offersKeyward(device: Device): boolean {
  return hasManagers(device) && device.managers.keyward
}

function enrolled(device: Device, count: number): Device {
  return { ...device, enrolment: { generation: device.enrolment.generation + 1, count } }
}
