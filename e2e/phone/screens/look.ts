import type { Frame, Page } from 'playwright-core'
import type { Phone } from '../phone.ts'
import { faultsOf, overflowsOf, setTextSize } from './axe.ts'
import { coloured } from './places.ts'

const SCHEMES = ['light', 'dark'] as const

/** What is wrong with one screen in both themes, and with text twice as large. */
export async function faultsAt(page: Page, frame: Frame, name: string): Promise<string[]> {
  const faults: string[] = []
  for (const [nth, colorScheme] of SCHEMES.entries()) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await coloured(frame, colorScheme)
    const found = await faultsOf(frame, nth === 0 ? 'all' : 'only')
    faults.push(...found.map((fault) => `${name}, ${colorScheme}: ${fault}`))
  }
  for (const size of [100, 200]) {
    await setTextSize(frame, size)
    const found = await overflowsOf(frame)
    faults.push(...found.map((fault) => `${name}, text at ${size} %: ${fault}`))
  }
  await setTextSize(frame, 100)
  return faults
}

/** Everything that is wrong with what was looked at. */
export interface Findings {
  readonly faults: readonly string[]
  /** @param frameOf the frame to look at, found anew each time */
  on(phone: Phone, frameOf: (phone: Phone) => Promise<Frame>): (name: string) => Promise<void>
}

export function findings(): Findings {
  const faults: string[] = []
  return {
    faults,
    on: (phone, frameOf) => async (name) => {
      faults.push(...(await faultsAt(phone.page, await frameOf(phone), name)))
    },
  }
}
