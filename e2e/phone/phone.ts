import type { FrameLocator, Locator, Page } from 'playwright-core'

/** The kinds of simulated phones, as its page's address names them. */
export const KINDS = {
  'ios-face-id': { platform: 'ios', title: 'Face ID', biometricName: 'Face ID' },
  'ios-touch-id': { platform: 'ios', title: 'Touch ID', biometricName: 'Touch ID' },
  'android-face-unlock': {
    platform: 'android',
    title: 'Face unlock',
    biometricName: 'face unlock',
  },
  'android-fingerprint': {
    platform: 'android',
    title: 'Fingerprint',
    biometricName: 'fingerprint',
  },
} as const

export type PhoneKind = keyof typeof KINDS

export type PhoneApp = 'Keyward' | 'Perch' | 'Browser' | 'Settings'

/** One simulated phone, and what its owner does with it. Everything goes by roles and names. */
export interface Phone {
  readonly kind: PhoneKind
  readonly platform: 'ios' | 'android'
  /** As Keyward's screens name the check of the person, within a sentence. */
  readonly biometricName: string
  /** The whole page, with the panel beside the phone. */
  readonly page: Page
  /** The drawn phone: the system's own controls are in it. */
  readonly system: Locator
  readonly keyward: FrameLocator
  /** The sheet in which Keyward answers a request. */
  readonly sheet: FrameLocator
  readonly perch: FrameLocator
  /** The page in the phone's browser. */
  readonly web: FrameLocator
  /** The prompt for a face or finger. */
  readonly prompt: Locator
  /** Puts this phone of the page in front. */
  show(): Promise<void>
  open(app: PhoneApp): Promise<void>
  home(): Promise<void>
  match(): Promise<void>
  noMatch(): Promise<void>
  cancelPrompt(): Promise<void>
  /** Ends an app, or the sheet, as the system would: without a word to it. */
  kill(target: PhoneApp | 'sheet'): Promise<void>
}

/** Chromium sends a press to where a frame was drawn last: what has just come in front has to be drawn. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      }),
  )
}

/** A phone of a page, by the name that the simulator gives it: its kind, `-2` for the second, its owner. */
export function phoneOn(page: Page, kind: PhoneKind, deviceId: string): Phone {
  const system = page.locator(`[data-device="${deviceId}"]`)
  const frame = (title: string) => system.locator(`iframe[title="${title}"]`).contentFrame()
  const press = (name: string, exact = true) => system.getByRole('button', { name, exact }).click()
  const { platform, title, biometricName } = KINDS[kind]
  const prompt = system.getByRole('dialog', { name: title, exact: true })
  const act = (name: string) => prompt.getByRole('button', { name, exact: true }).click()
  const home = () => press('Home')
  return {
    kind,
    platform,
    biometricName,
    page,
    system,
    keyward: frame('Keyward'),
    sheet: frame('Keyward sheet'),
    perch: frame('Perch'),
    web: frame('Web page'),
    prompt,
    async show() {
      await page.locator(`#tab-${deviceId}`).click()
      await drawn(page)
    },
    async open(app) {
      await home()
      await press(`Open ${app}`)
    },
    home,
    match: () => act('Match'),
    noMatch: () => act('No match'),
    cancelPrompt: () => act('Cancel'),
    async kill(target) {
      await press('App switcher')
      await press(target === 'sheet' ? 'Close the passkey sheet' : `Close ${target}`)
      await press('App switcher')
    },
  }
}
