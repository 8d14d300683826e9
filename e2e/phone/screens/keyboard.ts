import type { Frame } from 'playwright-core'
import type { Phone } from '../phone.ts'

/** What somebody does who has a keyboard and nothing else. */

/** Goes to a control by the Tab key, and presses Enter on it. */
export async function pressByKeyboard(phone: Phone, name: string): Promise<void> {
  await tabTo(phone, name)
  await phone.page.keyboard.press('Enter')
}

/** Chooses a row of the system's menu, under "More options" where the system keeps it there. */
export async function chooseByKeyboard(phone: Phone, name: RegExp): Promise<void> {
  const { page, system } = phone
  await system.getByRole('button', { name: 'Continue' }).waitFor()
  const row = system.getByRole('radio', { name })
  const more = system.getByRole('button', { name: /^(More|Other) options$/ })
  if (!(await row.isVisible())) await pressByKeyboard(phone, await more.innerText())
  await row.waitFor()
  const rows = system.getByRole('radio')
  for (let steps = await rows.count(); steps > 0 && !(await row.isChecked()); steps -= 1) {
    // The keyboard reaches a group of choices at the one that is chosen, or at its first.
    await tabToChoice(phone)
    await page.keyboard.press(
      (await system.getByRole('radio', { checked: true }).count()) ? 'ArrowDown' : 'Space',
    )
  }
  if (!(await row.isChecked())) throw new Error(`The keyboard does not reach the row ${name}.`)
}

async function tabToChoice({ page }: Phone): Promise<void> {
  const isThere = () =>
    page.evaluate(() => document.activeElement?.getAttribute('type') === 'radio')
  for (let steps = 0; steps < 60 && !(await isThere()); steps += 1) await page.keyboard.press('Tab')
}

/** Moves the focus by the Tab key until it is on the control of this name. */
async function tabTo(phone: Phone, name: string): Promise<void> {
  const { page } = phone
  for (let steps = 0; steps < 60; steps += 1) {
    if ((await focusedNames(phone)).includes(name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach "${name}".`)
}

/** The name of what has the focus, in each frame of the page. */
export function focusedNames({ page }: Phone): Promise<string[]> {
  return Promise.all(page.frames().map(focusedName))
}

async function focusedName(frame: Frame): Promise<string> {
  try {
    return await frame.evaluate(() => {
      if (!document.hasFocus()) return ''
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
    })
  } catch {
    // A sheet that is closed takes its frame along.
    return ''
  }
}
