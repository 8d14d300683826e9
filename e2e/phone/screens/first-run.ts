import { admitMember, invite } from '@keyward/keyholder/commands'
import type { Phone } from '../phone.ts'
import { biometricsHeading, notNow } from '../steps/set-up.ts'
import type { Member } from '../world/people.ts'

/** Looks at what Keyward shows now. */
export type Look = (name: string) => Promise<void>

const PASSPHRASE = 'velvet harbour sixteen onion ladder'

/** A phone that is nobody's yet makes a workspace, up to its accounts. */
export async function lookAtNewWorkspace(phone: Phone, look: Look): Promise<void> {
  const { keyward } = phone
  await phone.open('Keyward')
  await keyward.getByRole('link', { name: 'Create your workspace' }).waitFor()
  await look('welcome')
  await keyward.getByRole('link', { name: 'Create your workspace' }).click()
  await keyward.getByLabel('Name of the workspace').fill('Lighthouse')
  await keyward.getByLabel('Your name').fill('Nina Holm')
  await keyward.getByLabel('Address to sign in with').fill('nina@lighthouse.example')
  await look('create-workspace')
  await keyward.getByRole('button', { name: 'Choose a passphrase' }).click()
  await choosePassphrase(phone, look)
  await keyward.getByRole('button', { name: 'Create workspace' }).click()
  await saveKit(phone, look)
  await biometricsHeading(phone).waitFor()
  await notNow(phone)
  await keyward.getByRole('heading', { name: 'Allow AutoFill' }).waitFor()
  await notNow(phone)
  await keyward.getByRole('heading', { name: 'Accounts' }).waitFor()
  await look('accounts-none')
}

/** Somebody joins by a link on a phone, and waits until they are let in. */
export async function lookAtJoining(phone: Phone, { device }: Member, look: Look): Promise<void> {
  const { keyward } = phone
  const invitation = await invite(device.session, { role: 'user', memberKind: 'person' })
  await phone.open('Keyward')
  await keyward.getByRole('link', { name: 'Join a workspace' }).click()
  await look('invitation')
  for (const way of ['Spoken code', 'No code']) {
    await keyward.getByText(way, { exact: true }).click()
    await look(`invitation, ${way}`)
  }
  await keyward.getByText('Link or QR code', { exact: true }).click()
  const link = keyward.getByLabel('Invitation', { exact: true })
  await link.fill('no invitation')
  await keyward.getByRole('button', { name: 'Open invitation' }).click()
  await keyward.getByRole('alert').first().waitFor()
  await look('invitation-wrong')
  await link.fill(invitation.link)
  await keyward.getByRole('button', { name: 'Open invitation' }).click()
  await keyward.getByLabel('Your name').fill('Ines Duarte')
  await keyward.getByLabel('Address to sign in with').fill('ines@harbour.example')
  await look('join')
  await keyward.getByRole('button', { name: 'Choose a passphrase' }).click()
  await choosePassphrase(phone, async () => {})
  await keyward.getByRole('button', { name: 'Join workspace' }).click()
  await saveKit(phone, async () => {})
  await keyward.getByRole('heading', { name: /^Waiting for/ }).waitFor()
  await keyward.getByRole('button', { name: 'Compare this number' }).click()
  await look('waiting')
  await admitMember(device, invitation.invitationId)
  await biometricsHeading(phone).waitFor()
  await look('ready')
}

async function choosePassphrase({ keyward }: Phone, look: Look): Promise<void> {
  const field = keyward.getByLabel('Passphrase', { exact: true })
  await field.fill('onion')
  await keyward.getByLabel('The same again', { exact: true }).fill('onions')
  await look('weak-passphrase')
  await field.fill(PASSPHRASE)
  await keyward.getByLabel('The same again', { exact: true }).fill(PASSPHRASE)
  await look('choose-passphrase')
}

/** Reads the kit, and proves it by the two words that are asked for. */
async function saveKit({ keyward }: Phone, look: Look): Promise<void> {
  await keyward.getByRole('heading', { name: 'Your recovery kit' }).waitFor()
  await look('recovery-kit')
  const shown = keyward.getByRole('list', { name: 'Recovery words' }).locator('.font-mono')
  const words = await shown.allInnerTexts()
  await keyward.getByRole('button', { name: 'I saved it' }).click()
  await keyward.getByRole('heading', { name: 'Check your copy' }).waitFor()
  await look('check-kit')
  for (const [nth, word] of words.entries()) {
    const field = keyward.getByLabel(`Word ${nth + 1}`, { exact: true })
    if (await field.isVisible()) await field.fill(word)
  }
  await keyward.getByRole('button', { name: 'Continue' }).click()
}
