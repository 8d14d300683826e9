import type { AppAnswer, Ceremony } from '../os/credential/ceremony.ts'
import type { Device } from '../os/device.ts'
import type { Listing } from '../os/listing.ts'

export const APPS = ['keyward', 'perch', 'browser', 'settings'] as const

export type AppId = (typeof APPS)[number]

/** The two places in which Keyward runs: its app, and the sheet that the system opens. */
export type Surface = 'app' | 'provider'

/** A biometric prompt that waits for the person. */
export interface Prompt {
  readonly id: number
  readonly surface: Surface
  readonly text: string
  readonly takesBiometric: boolean
  readonly takesDeviceCode: boolean
}

/** One line of "What passed". Nothing secret goes between an app and the system. */
export interface Passed {
  readonly id: number
  /** Milliseconds since 1970, by the phone's clock. */
  readonly at: number
  readonly title: string
  readonly detail: unknown
}

/** All that the screens of one phone show. */
export interface PhoneState {
  readonly device: Device
  readonly listing: Listing
  /** In the order in which they were last used, the last one first. */
  readonly running: readonly AppId[]
  /** Null: the home screen. */
  readonly front: AppId | null
  readonly showsSwitcher: boolean
  readonly settingsPage: 'top' | 'passwords'
  readonly ceremony: Ceremony | null
  /** The frame of the passkey manager's sheet. A closing one is no longer to be seen. */
  readonly sheet: { readonly id: number; readonly isClosing: boolean } | null
  readonly prompt: Prompt | null
  readonly isScreenSecure: boolean
  /** What an app asked to open outside of the phone, for the person to see. */
  readonly openedUrl: string | null
  readonly passed: readonly Passed[]
}

export function initialState(device: Device, listing: Listing): PhoneState {
  return {
    device,
    listing,
    running: [],
    front: null,
    showsSwitcher: false,
    settingsPage: 'top',
    ceremony: null,
    sheet: null,
    prompt: null,
    isScreenSecure: false,
    openedUrl: null,
    passed: [],
  }
}

/** With an app opened in front. */
export function withFront(state: PhoneState, app: AppId): PhoneState {
  const running = [app, ...state.running.filter((each) => each !== app)]
  return { ...state, running, front: app, showsSwitcher: false }
}

/** Without an app: its frame goes, and with it whatever it had not kept. */
export function withoutApp(state: PhoneState, app: AppId): PhoneState {
  const running = state.running.filter((each) => each !== app)
  const front = state.front === app ? null : state.front
  return { ...state, running, front, showsSwitcher: state.showsSwitcher && running.length > 0 }
}

/** Tells an app how its request ended. */
export type Reply = (answer: AppAnswer) => void

/** Whether something of the system lies over the apps, so that they take no input. */
export function hasModal({
  device,
  showsSwitcher,
  ceremony,
  sheet,
  prompt,
  openedUrl,
}: PhoneState) {
  const hasSheet = ceremony !== null || (sheet !== null && !sheet.isClosing)
  return device.isLocked || showsSwitcher || hasSheet || prompt !== null || openedUrl !== null
}
