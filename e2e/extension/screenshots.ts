import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAccount } from '@keyward/keyholder/commands'
import type { Page } from 'playwright-core'
import { namePasskey, signOut, signUp } from '../perch-steps.ts'
import { synchronised } from '../server/cases/people.ts'
import { press, verify } from './steps/prompt.ts'
import { openSignedIn, type SignedIn } from './world/signed-in.ts'
import { PERCH, UMA } from './world/world.ts'

/**
 * The pictures that stores show, of the extension as it is built, on Perch:
 * `node e2e/extension/screenshots.ts`, into `apps/extension/store/`. Windows are laid over the page
 * where the browser opens them, since a picture is taken of each by itself.
 */

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'apps/extension/store')

/** What stores want, in pixels. */
const WHOLE = { width: 1280, height: 800 }
const TILE = { width: 440, height: 280 }
const PROMPT = { width: 420, height: 600 }
const POPUP = { width: 380, height: 560 }

/** A window as it stands over the page. */
interface Laid {
  readonly png: Buffer
  readonly left: number
  readonly top: number
}

const source = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`

async function compose(here: SignedIn, name: string, behind: Buffer, over: Laid): Promise<void> {
  const page = await here.browser.context.newPage()
  await page.setViewportSize(WHOLE)
  await page.setContent(`<style>
    body { margin: 0; background: url(${source(behind)}) }
    img { position: absolute; left: ${over.left}px; top: ${over.top}px; border-radius: 10px;
      box-shadow: 0 0 0 1px #0003, 0 24px 64px #0006, 0 4px 16px #0004 }
  </style><img src="${source(over.png)}">`)
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode())
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.close()
}

async function pictureOf(page: Page, size: typeof WHOLE): Promise<Buffer> {
  await page.mouse.move(0, 0)
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.evaluate(() => new Promise(requestAnimationFrame))
  return page.screenshot()
}

/** A prompt over the page that asked: in its middle, below the address bar. */
async function takePrompt(
  here: SignedIn,
  name: string,
  behind: Buffer,
  prompt: Page,
): Promise<void> {
  const png = await pictureOf(prompt, PROMPT)
  await compose(here, name, behind, { png, left: (WHOLE.width - PROMPT.width) / 2, top: 100 })
}

async function takeNewPasskey(here: SignedIn, page: Page): Promise<void> {
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  const behind = await pictureOf(page, WHOLE)
  const button = page.getByRole('button', { name: 'Create a passkey' })
  const prompt = await here.browser.prompted(() => button.click())
  await verify(prompt, UMA)
  await prompt.getByRole('heading', { name: 'Create Passkey' }).waitFor()
  await takePrompt(here, '3-new-passkey', behind, prompt)
  await prompt.getByRole('button', { name: 'New account' }).click()
  await prompt.getByText('This username is free').waitFor()
  await prompt.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
  await namePasskey(page, 'Keyward')
}

async function takeSignIn(here: SignedIn, page: Page, name: string): Promise<Page> {
  const behind = await pictureOf(page, WHOLE)
  const button = page.getByRole('button', { name: 'Sign in with a passkey' })
  const prompt = await here.browser.prompted(() => button.click())
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await takePrompt(here, name, behind, prompt)
  await press(prompt, 'Enter')
  await prompt.getByRole('textbox', { name: 'Passphrase' }).waitFor()
  return prompt
}

async function takeEverything(here: SignedIn): Promise<void> {
  const page = await here.browser.context.newPage()
  await page.setViewportSize(WHOLE)
  await signUp(page, PERCH, 'harbour-works')
  await takeNewPasskey(here, page)
  await signOut(page)
  const one = await takeSignIn(here, page, '1-sign-in')
  await takePrompt(here, '4-confirm', await pictureOf(page, WHOLE), one)
  await verify(one, UMA)
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
  await takeToolbar(here, page)
  await signOut(page)
  await signUp(page, PERCH, 'night-desk')
  await page.goto(`${PERCH}/settings/login/passkeys/new`)
  const button = page.getByRole('button', { name: 'Create a passkey' })
  const prompt = await here.browser.prompted(() => button.click())
  await verify(prompt, UMA)
  await prompt.getByRole('button', { name: 'New account' }).click()
  await prompt.getByText('This username is free').waitFor()
  await prompt.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
  await namePasskey(page, 'Keyward')
  await signOut(page)
  await takeSignIn(here, page, '2-choose')
}

/** The popup, where the toolbar opens it. It is loaded while the site is in front. */
async function takeToolbar(here: SignedIn, page: Page): Promise<void> {
  const { popup } = here
  const behind = await pictureOf(page, WHOLE)
  await popup.reload()
  await popup.getByText('Keyward answers on perch.test').waitFor()
  await popup.getByRole('link', { name: /harbour-works/ }).waitFor()
  await popup.bringToFront()
  const png = await pictureOf(popup, POPUP)
  await compose(here, '5-toolbar', behind, { png, left: WHOLE.width - POPUP.width - 24, top: 12 })
  await page.bringToFront()
}

/** The tile that stores show in lists: the mark and the name. */
async function takeTile(here: SignedIn): Promise<void> {
  const mark = readFileSync(join(root, 'packages/ui/mark.svg'), 'utf8')
  const page = await here.browser.context.newPage()
  await page.setViewportSize(TILE)
  await page.setContent(`<style>
    @font-face { font-family: Inter; font-weight: 100 900;
      src: url(data:font/woff2;base64,${ownFont().toString('base64')}) }
    body { margin: 0; height: 100vh; display: flex; align-items: center; justify-content: center;
      gap: 24px; background: #faf9f6; color: #1d1b18; font: 600 44px/1.1 Inter }
    svg { width: 96px; height: 96px }
    p { margin: 6px 0 0; font: 400 18px/1.3 Inter; color: #5c5852 }
  </style>${mark}<div>Keyward<p>Passkeys for teams</p></div>`)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.screenshot({ path: join(folder, 'promo-440x280.png') })
  await page.close()
}

/** The font of all screens, from the package. */
function ownFont(): Buffer {
  const assets = join(root, 'apps/extension/dist/chromium/app/assets')
  const file = readdirSync(assets).find((name) => /^inter-latin-wght.*woff2$/.test(name))
  if (file === undefined) throw new Error('The extension has no font of its own.')
  return readFileSync(join(assets, file))
}

const ACCOUNTS = [
  { appName: 'Ledgerly', username: 'books@harbour.example' },
  { appName: 'Nimbus Cloud', username: 'ops@harbour.example' },
  { appName: 'Paper & Post', username: 'orders@harbour.example' },
]

mkdirSync(folder, { recursive: true })
const here = await openSignedIn(async ({ uma }) => {
  const desk = await uma.desk()
  for (const account of ACCOUNTS) await createAccount(desk, account)
  await synchronised(uma)
})
try {
  await takeTile(here)
  await takeEverything(here)
} finally {
  await here.close()
}
// The people's devices would go on listening to the server.
process.exit()
