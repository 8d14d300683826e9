import type { Locator } from 'playwright-core'
import type { Phone } from '../phone.ts'

/** What somebody does in the system's menu of passkey managers. */

/** Chooses Keyward, under "More options" where the system keeps it there, and goes on. */
export async function continueWithKeyward(phone: Phone): Promise<void> {
  await chooseInMenu(phone, /^Keyward Passkey manager/)
}

/** Chooses one of the passkeys that the system lists by itself, and goes on. */
export async function continueWithPasskey(phone: Phone, username: string): Promise<void> {
  await chooseInMenu(phone, new RegExp(`^${username}\\b`))
}

async function chooseInMenu({ system }: Phone, name: RegExp): Promise<void> {
  const row = system.getByRole('radio', { name })
  if (!(await row.isVisible())) await moreOptions(system).click()
  await row.check()
  await system.getByRole('button', { name: 'Continue' }).click()
}

/** As iOS and Android call it. */
function moreOptions(system: Locator): Locator {
  return system.getByRole('button', { name: /^(More|Other) options$/ })
}

/** Every row of the menu, with what is under "More options". */
export async function menuRows({ system }: Phone): Promise<string[]> {
  const more = moreOptions(system)
  if (await more.isVisible()) await more.click()
  const rows = await system.getByRole('radio').all()
  return Promise.all(rows.map((row) => row.locator('..').innerText()))
}
