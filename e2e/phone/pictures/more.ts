import type { Phone } from '../phone.ts'
import { lookAtNewWorkspace } from '../screens/first-run.ts'
import { closeOverlay, overlaysOf } from '../screens/overlays.ts'
import { appFrame, type Chosen, goTo, settled } from '../screens/places.ts'
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

/** Everything that opens over a screen. */
export async function takeOverlays(phone: Phone, chosen: Chosen, camera: Camera): Promise<void> {
  await phone.open('Keyward')
  const frame = await appFrame(phone)
  for (const { name, path, open } of overlaysOf(chosen)) {
    await goTo(frame, path)
    await open(frame)
    await settled(frame)
    await camera.take(phone.page, `over-${name}`)
    await closeOverlay(frame)
  }
}

/** A new workspace on a phone that is nobody's yet. */
export async function takeNewWorkspace(phone: Phone, camera: Camera): Promise<void> {
  await lookAtNewWorkspace(phone, async (name) => {
    await settled(await appFrame(phone))
    await camera.take(phone.page, name)
  })
}
