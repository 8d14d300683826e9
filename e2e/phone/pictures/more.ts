import type { Phone } from '../phone.ts'
import { appFrame, goTo, settled } from '../screens/places.ts'
import type { Camera } from './camera.ts'

/** Pictures beside the story of a passkey. */

/** The share sheet of the first account. */
export async function takeShare(phone: Phone, camera: Camera): Promise<void> {
  await phone.open('Keyward')
  const frame = await appFrame(phone)
  await goTo(frame, '/accounts')
  await phone.keyward.getByRole('link', { name: /Perch/ }).first().click()
  await phone.keyward.getByRole('button', { name: 'Share', exact: true }).click()
  await phone.keyward.getByRole('dialog').waitFor()
  await settled(await appFrame(phone))
  await camera.take(phone.page, 'share')
  await phone.keyward.getByRole('button', { name: 'Close' }).first().click()
}

/** The form about an app that does not work. */
export async function takeReport(phone: Phone, camera: Camera): Promise<void> {
  await phone.open('Keyward')
  await goTo(await appFrame(phone), '/directory/report')
  await camera.take(phone.page, 'report')
}

/** A new workspace on a phone that is nobody's yet, up to its recovery kit. */
export async function takeKit(phone: Phone, camera: Camera): Promise<void> {
  const { keyward } = phone
  await phone.open('Keyward')
  await keyward.getByRole('link', { name: 'Create your workspace' }).waitFor()
  await camera.take(phone.page, 'welcome')
  await keyward.getByRole('link', { name: 'Create your workspace' }).click()
  await keyward.getByLabel('Name of the workspace').fill('Lighthouse')
  await keyward.getByLabel('Your name').fill('Nina Holm')
  await keyward.getByLabel('Address to sign in with').fill('nina@lighthouse.example')
  await camera.take(phone.page, 'create-workspace')
  await keyward.getByRole('button', { name: 'Choose a passphrase' }).click()
  const passphrase = 'velvet harbour sixteen onion ladder'
  await keyward.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await keyward.getByLabel('The same again', { exact: true }).fill(passphrase)
  await camera.take(phone.page, 'choose-passphrase')
  await keyward.getByRole('button', { name: 'Create workspace' }).click()
  await keyward.getByRole('heading', { name: 'Your recovery kit' }).waitFor()
  await settled(await appFrame(phone))
  await camera.take(phone.page, 'recovery-kit')
  await keyward.getByRole('button', { name: 'I saved it' }).click()
  await keyward.getByRole('heading', { name: 'Check your copy' }).waitFor()
  await camera.take(phone.page, 'check-kit')
}
