import type { Locator } from 'playwright-core'

/** For how long an app is waited for that may not have heard a press, in milliseconds. */
const HEARD_WITHIN = 3000

/** How often a button is pressed before its press counts as refused. */
const MOST_PRESSES = 3

/**
 * Presses a button, and presses it again while nothing shows that it was heard: Chromium sends a press
 * to where a frame was drawn last, so that one on an app that has just come to the front can get lost.
 *
 * @param heard resolves once the press shows, and rejects after so many milliseconds without
 */
export async function pressUntil(
  button: Locator,
  heard: (within: number) => Promise<unknown>,
): Promise<void> {
  for (let press = 1; press <= MOST_PRESSES; press += 1) {
    await button.click()
    const isHeard = await heard(HEARD_WITHIN).then(
      () => true,
      () => false,
    )
    if (isHeard) return
  }
}
