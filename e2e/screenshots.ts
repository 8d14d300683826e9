import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { addVirtualAuthenticator, launchBrowser } from './browser.ts'
import { addKeywardPasskey, keywardCommand } from './keyward.ts'
import { addPasskey, namePasskey, signOut, signUp } from './perch-steps.ts'
import { type TestPerch, runPerch } from './perch.ts'

/** Pictures of every Perch page: `node e2e/screenshots.ts`, or `--readme` for the documentation's. */

const root = fileURLToPath(new URL('..', import.meta.url))
const widths = [320, 390, 1280]
const schemes = ['light', 'dark'] as const

type Folder = { path: string }

async function takeAll(page: Page, folder: Folder, name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 1280 ? 800 : 720 })
      const path = join(folder.path, `${name}-${width}-${colorScheme}.png`)
      await page.screenshot({ path, fullPage: true })
    }
  }
}

async function openPanels(page: Page): Promise<void> {
  for (const summary of await page.locator('.panel > summary').all()) await summary.click()
}

async function takeSignedOut(page: Page, perch: TestPerch, folder: Folder): Promise<void> {
  await page.goto(perch.url)
  await takeAll(page, folder, 'welcome')
  await page.goto(`${perch.url}/verified`)
  await takeAll(page, folder, 'verified-empty')
  await page.goto(`${perch.url}/sign-up`)
  await takeAll(page, folder, 'sign-up')
  await page.goto(`${perch.url}/sign-in`)
  await takeAll(page, folder, 'sign-in')
  await openPanels(page)
  await page.getByRole('button', { name: 'Make a request' }).click()
  await page.getByLabel('Request').waitFor()
  await takeAll(page, folder, 'sign-in-panels')
  await page.goto(`${perch.url}/sign-in`)
  await page.getByLabel('Username').fill('nobody')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Use password' }).click()
  await page.getByRole('alert').first().waitFor()
  await takeAll(page, folder, 'sign-in-refused')
  await page.goto(`${perch.url}/nothing-here`)
  await takeAll(page, folder, 'not-found')
}

async function addTwoPasskeys(page: Page, perch: TestPerch): Promise<void> {
  const keyward = keywardCommand()
  await addKeywardPasskey(page, perch.url, keyward)
  await namePasskey(page, 'Keyward')
  keyward.close()
  const key = await addVirtualAuthenticator(page, { transport: 'usb' })
  await addPasskey(page, perch.url)
  await namePasskey(page, 'Security key in the drawer')
  await key.remove()
}

/** A page full of "just now" shows little: the passkeys are made a few days older. */
function makeOlder(perch: TestPerch): void {
  const hour = 3_600_000
  const db = new DatabaseSync(join(perch.data, 'perch.sqlite'))
  const set = db.prepare('UPDATE passkeys SET created_at = ?, last_used_at = ? WHERE name = ?')
  set.run(Date.now() - 190 * hour, Date.now() - 2 * hour, 'Keyward')
  set.run(Date.now() - 75 * hour, null, 'Security key in the drawer')
  db.close()
}

async function takeSignedIn(page: Page, perch: TestPerch, folder: Folder): Promise<void> {
  await takeAll(page, folder, 'login-empty')
  await page.goto(perch.url)
  await takeAll(page, folder, 'notes-empty')
  await page.goto(`${perch.url}/settings/login/passkeys/new`)
  await takeAll(page, folder, 'add-passkey')
  await openPanels(page)
  await takeAll(page, folder, 'add-passkey-panels')
  const provider = await addVirtualAuthenticator(page)
  await addPasskey(page, perch.url)
  await takeAll(page, folder, 'passkey-added')
  await provider.remove()
  await page.goto(`${perch.url}/verified`)
  await takeAll(page, folder, 'verified')
  await addTwoPasskeys(page, perch)
  makeOlder(perch)
  await page.goto(`${perch.url}/settings/login`)
  await takeAll(page, folder, 'login')
  await page.getByRole('link', { name: 'Delete Keyward' }).click()
  await takeAll(page, folder, 'passkey')
  await postNotes(page, perch)
  await takeAll(page, folder, 'notes')
  await page.getByLabel(/^Account menu of/).click()
  await takeAll(page, folder, 'menu')
}

async function postNotes(page: Page, perch: TestPerch): Promise<void> {
  const notes = [
    'The north gate is open. Deliveries can use the short way until five.',
    'Two herons on the pond.\nThe small one caught something.',
    'Tea is on.',
  ]
  for (const note of notes) {
    await page.goto(perch.url)
    await page.getByLabel('New note').fill(note)
    await page.getByRole('button', { name: 'Post note' }).click()
    await page.getByText(note.split('\n')[0] ?? note).waitFor()
  }
}

async function takeRefusal(page: Page, perch: TestPerch, folder: Folder): Promise<void> {
  const provider = await addVirtualAuthenticator(page)
  await addPasskey(page, perch.url)
  await provider.setPresence(false)
  await signOut(page)
  await page.route('**/api/authentication/verify', async (route) => {
    const answer = route.request().postDataJSON()
    answer.response.signature = answer.response.signature.replace(/.{8}$/, 'AAAAAAAA')
    await route.continue({ postData: JSON.stringify(answer) })
  })
  await provider.setPresence(true)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('could not verify').waitFor()
  await provider.setPresence(false)
  await takeAll(page, folder, 'sign-in-failed')
  await page.goto(`${perch.url}/verified`)
  await takeAll(page, folder, 'verified-refused')
}

async function takeEverything(): Promise<void> {
  const folder = { path: join(root, 'screenshots') }
  mkdirSync(folder.path, { recursive: true })
  const perch = await runPerch()
  const browser = await launchBrowser()
  try {
    await takeSignedOut(browser.page, perch, folder)
    await signUp(browser.page, perch.url, 'dana')
    await takeSignedIn(browser.page, perch, folder)
    await takeRefusal(browser.page, perch, folder)
  } finally {
    await browser.close()
    await perch.close()
  }
}

async function takeReadmePicture(): Promise<void> {
  const folder = join(root, 'docs/images')
  mkdirSync(folder, { recursive: true })
  const perch = await runPerch()
  const browser = await launchBrowser()
  try {
    await signUp(browser.page, perch.url, 'dana')
    await addTwoPasskeys(browser.page, perch)
    makeOlder(perch)
    await browser.page.goto(`${perch.url}/settings/login`)
    await browser.page.screenshot({ path: join(folder, 'perch.png') })
  } finally {
    await browser.close()
    await perch.close()
  }
}

await (process.argv.includes('--readme') ? takeReadmePicture() : takeEverything())
