import type { Phone } from '../phone.ts'

/** What somebody does in the settings of the phone. Each ends there. */

export async function setAirplaneMode(phone: Phone, isOn: boolean): Promise<void> {
  await openTop(phone)
  await phone.system.getByRole('switch', { name: 'Airplane mode' }).setChecked(isOn)
}

/** Whether the phone lets Keyward answer. */
export async function setAutoFill(phone: Phone, isOn: boolean): Promise<void> {
  await openTop(phone)
  await phone.system.getByRole('button', { name: 'Passwords and passkeys' }).click()
  await phone.system.getByRole('switch', { name: 'Keyward' }).setChecked(isOn)
}

/** One more face or finger, which is a change that ends Biometrics Login. */
export async function enrolAnother(phone: Phone): Promise<void> {
  await openTop(phone)
  await phone.system.getByRole('button', { name: /^Add another/ }).click()
}

async function openTop(phone: Phone): Promise<void> {
  await phone.open('Settings')
  const back = phone.system.getByRole('button', { name: 'Back to settings' })
  if (await back.isVisible()) await back.click()
}
