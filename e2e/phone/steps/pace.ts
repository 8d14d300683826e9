import type { Locator } from 'playwright-core'

/** What one finds and taps at once, and what one has to think of and type: seconds. */
const TAP = 1.5
const FIELD = 4

/** What somebody does who has not read anything, and how long it takes at a person's pace. */
export interface Newcomer {
  tap(what: Locator): Promise<void>
  type(field: Locator, text: string): Promise<void>
  /** By the number of taps and fields, not by the clock. */
  seconds(): number
  /** What was not on the screen when it was needed. Nobody looks for it without reading. */
  readonly outOfSight: readonly string[]
}

export function newcomer(): Newcomer {
  const outOfSight: string[] = []
  let taps = 0
  let fields = 0
  const look = async (what: Locator): Promise<void> => {
    await what.waitFor()
    if (!(await what.evaluate(isInSight))) outOfSight.push(String(what))
  }
  return {
    outOfSight,
    async tap(what) {
      await look(what)
      await what.click()
      taps += 1
    },
    async type(field, text) {
      await look(field)
      await field.fill(text)
      fields += 1
    },
    seconds: () => taps * TAP + fields * FIELD,
  }
}

/** Whether the middle of it is within its page's window, and nothing lies over it. */
function isInSight(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect()
  const there = document.elementFromPoint(left + width / 2, top + height / 2)
  return element.contains(there)
}
