import { createAccount } from '@keyward/keyholder/commands'
import type { Page, Worker } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addVirtualAuthenticator } from '../browser.ts'
import { synchronised } from '../server/cases/people.ts'
import { answerOf, askPage, credentialFor, isWaiting } from './probes/answer.ts'
import { COVERING } from './probes/covering.ts'
import {
  choose,
  clickLast,
  press,
  saveInNewAccount,
  signInWithFirst,
  verify,
} from './steps/prompt.ts'
import { openSignedIn, type SignedIn } from './world/signed-in.ts'
import { UMA } from './world/world.ts'

/** Has no passkey of its own at first, and an account that is kept for a host below it. */
const SHOP = 'heron.test'
const BLOG = 'wren.test'

/** Of an unlocked extension, without a further check of the person. */
const OPEN = `{ userVerification: 'discouraged', authenticatorSelection: { userVerification: 'discouraged' } }`

let here: SignedIn
const pages: Page[] = []

beforeAll(async () => {
  here = await openSignedIn(async ({ uma }) => {
    const desk = await uma.desk()
    await createAccount(desk, { appName: 'Heron', username: 'till', rpIds: [`shop.${SHOP}`] })
    await createAccount(desk, { appName: 'Lark Mail', username: 'post', rpIds: ['lark.test'] })
    await synchronised(uma)
  })
}, 120_000)
afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()))
})
afterAll(() => here?.close())

async function visit(host: string, body?: string): Promise<Page> {
  const page = await here.visit(host, body)
  pages.push(page)
  return page
}

/** The prompt of a request that this page makes. */
function asked(page: Page, verb: 'create' | 'get', publicKey?: string): Promise<Page> {
  return here.browser.prompted(() => askPage(page, verb, publicKey))
}

/** A passkey for a site in a new account of this username. */
async function makeOne(host: string, username: string): Promise<string> {
  const page = await visit(host)
  const user = `{ user: { id: crypto.getRandomValues(new Uint8Array(8)), name: '${username}', displayName: '' } }`
  await saveInNewAccount(await asked(page, 'create', user), UMA)
  return (await credentialFor(page)).id
}

describe('[C69] the save sheet', () => {
  test('offers what is there for the site or below it, all else by search, and a new item', async () => {
    const page = await visit(SHOP)
    const prompt = await asked(page, 'create', OPEN)
    const list = prompt.getByRole('group', { name: 'Update existing account' })
    await list.waitFor()
    expect(await list.getByRole('radio').count()).toBe(1)
    expect(await list.getByRole('radio', { name: /^Heron · till/ }).isChecked()).toBe(true)
    await prompt.getByLabel('Other accounts').fill('lark')
    await prompt.getByRole('radio', { name: /^Lark Mail · post/ }).waitFor()
    expect(await prompt.getByRole('button', { name: 'New account' }).isVisible()).toBe(true)
    await prompt.getByLabel('Other accounts').fill('')
    await choose(prompt, 'Save')
    await credentialFor(page)
  })

  test('puts a second passkey beside the first, and both sign in', async () => {
    const page = await visit(SHOP)
    const prompt = await asked(page, 'create', OPEN)
    await prompt.getByRole('radio', { name: /^Heron · till.*1 passkey/ }).waitFor()
    await choose(prompt, 'Save')
    const second = (await credentialFor(page)).id
    const choosing = await asked(page, 'get', OPEN)
    const group = choosing.getByRole('group', { name: 'Choose a passkey' })
    await group.waitFor()
    expect(await group.getByRole('radio').count()).toBe(2)
    await clickLast(choosing, 'Cancel')
    // A page has one request: the next one waits until this one is over.
    expect(await answerOf(page)).toEqual({ error: 'NotAllowedError' })
    const given = `{ ...${OPEN}, allowCredentials: [{ type: 'public-key', id: Uint8Array.fromBase64('${second}', { alphabet: 'base64url' }) }] }`
    await confirm(await asked(page, 'get', given))
    expect((await credentialFor(page)).id).toBe(second)
  })
})

/** One click's worth, by the keyboard. */
async function confirm(prompt: Page): Promise<void> {
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await press(prompt, 'Enter')
}

describe('[C66] the prompt', () => {
  test('is announced as a dialog, with the first passkey focused; Enter approves', async () => {
    await makeOne(BLOG, 'ada')
    const page = await visit(BLOG)
    const prompt = await asked(page, 'get')
    await prompt.getByRole('dialog', { name: 'Keyward' }).waitFor()
    const button = prompt.getByRole('button', { name: 'Sign in', exact: true })
    await button.waitFor()
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
    await signInWithFirst(prompt, UMA)
    await credentialFor(page)
    await makeOne(BLOG, 'ben')
    const again = await visit(BLOG)
    const choice = await asked(again, 'get', OPEN)
    await choice.getByRole('group', { name: 'Choose a passkey' }).waitFor()
    const focused = choice.locator('input[type=radio]:focus')
    expect(await focused.isChecked()).toBe(true)
    await press(choice, 'Enter')
    expect((await credentialFor(again)).response.userHandle).toBeDefined()
  })

  test('[C48] hands over to the browser by Escape, and says nothing else to the page', async () => {
    const page = await visit(BLOG)
    const authenticator = await addVirtualAuthenticator(page, { transport: 'usb' })
    const prompt = await asked(page, 'create')
    await prompt.getByRole('heading', { name: 'Confirm it’s you' }).waitFor()
    await press(prompt, 'Escape')
    const { id } = await credentialFor(page)
    const held = await authenticator.credentials()
    expect(held.map(({ credentialId }) => Buffer.from(credentialId, 'base64url'))).toEqual([
      Buffer.from(id, 'base64url'),
    ])
  })
})

describe('[C65] the prompt’s window', () => {
  test('opens within the window that asks, and losing the focus cancels nothing', async () => {
    const worker = workerNow()
    await worker?.evaluate(LISTEN)
    const page = await visit(BLOG)
    const prompt = await asked(page, 'get', OPEN)
    await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
    const { own, asking } = await boundsOf(worker, here.popup)
    expect(own.left).toBeGreaterThanOrEqual(asking.left)
    expect(own.top).toBeGreaterThanOrEqual(asking.top)
    expect(own.left + own.width).toBeLessThanOrEqual(asking.left + asking.width)
    expect(own.top + own.height).toBeLessThanOrEqual(asking.top + asking.height)
    await page.bringToFront()
    await here.popup.bringToFront()
    await prompt.evaluate(() => globalThis.dispatchEvent(new Event('blur')))
    expect(await isWaiting(page)).toBe(true)
    await prompt.bringToFront()
    await choose(prompt, 'Sign in')
    await credentialFor(page)
  })

  test('is a tab where no window can be opened, and the browser’s turn where no tab can', async () => {
    const worker = workerNow()
    await worker?.evaluate(`chrome.windows.create = () => Promise.reject(new Error('Refused.'))`)
    const page = await visit(BLOG)
    const prompt = await asked(page, 'get', OPEN)
    await choose(prompt, 'Sign in')
    await credentialFor(page)
    expect(await page.evaluate('document.visibilityState')).toBe('visible')
    await worker?.evaluate(`chrome.tabs.create = () => Promise.reject(new Error('Refused.'))`)
    const authenticator = await addVirtualAuthenticator(page)
    await askPage(page, 'create')
    await credentialFor(page)
    expect(await authenticator.credentials()).toHaveLength(1)
    await here.browser.stopWorker()
  })
})

interface Bounds {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

function workerNow(): Worker | undefined {
  const { context, origin } = here.browser
  return context.serviceWorkers().find((each) => each.url().startsWith(origin))
}

/** For the worker: keeps the bounds that windows are opened with. */
const LISTEN = `
  globalThis.opened = []
  const { create } = chrome.windows
  chrome.windows.create = (how) => (opened.push(how), create.call(chrome.windows, how))
  0
`

/** As it is asked for, since tests give each window a size of their own; and the window of the tab. */
async function boundsOf(
  worker: Worker | undefined,
  popup: Page,
): Promise<{ own: Bounds; asking: Bounds }> {
  const all = (await popup.evaluate('chrome.windows.getAll()')) as (Bounds & { type: string })[]
  const asking = all.find(({ type }) => type === 'normal')
  const [own] = ((await worker?.evaluate('opened')) ?? []) as Bounds[]
  if (own === undefined || asking === undefined) throw new Error('There is no such window.')
  return { own, asking }
}

test('[C64] nothing is in the page to cover or to click, and no page gets at the prompt', async () => {
  const page = await visit(BLOG, COVERING)
  const prompt = await asked(page, 'get', OPEN)
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await page.bringToFront()
  // As a person would who is lured to click anywhere.
  for (const at of [0.1, 0.3, 0.5, 0.7, 0.9])
    await page.mouse.click(at * 1280, at * 800, { clickCount: 2 })
  await page.keyboard.press('Enter')
  expect(await page.evaluate('inserted')).toEqual([])
  const address = prompt.url()
  const reached = await page.evaluate(`reach(${JSON.stringify(address)})`)
  expect(reached).toEqual({ framed: '', opened: '' })
  expect(await isWaiting(page)).toBe(true)
  await clickLast(prompt, 'Cancel')
  expect(await answerOf(page)).toEqual({ error: 'NotAllowedError' })
})

test.each([
  ['signing in', 'get', 'Sign in'],
  ['a new passkey', 'create', 'Save'],
] as const)(
  '[C64] who presses as the prompt opens, as a page may have it, is asked who they are: %s',
  async (_, verb, name) => {
    const page = await visit(BLOG)
    const prompt = await asked(page, verb, OPEN)
    await pressAtOnce(prompt, name)
    await prompt.getByRole('textbox', { name: 'Passphrase' }).waitFor()
    expect(await isWaiting(page)).toBe(true)
    await verify(prompt, UMA)
    await credentialFor(page)
  },
)

/** In the very turn in which the button comes: no person is so quick, and a double click can be. */
async function pressAtOnce(prompt: Page, name: string): Promise<void> {
  await prompt.evaluate(
    (label) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const found = [...document.querySelectorAll('button')].find(
            ({ textContent }) => textContent === label,
          )
          if (found === undefined) return void requestAnimationFrame(look)
          found.click()
          resolve()
        }
        look()
      }),
    name,
  )
}

test('[C21] a passkey that is excluded is told after consent alone, and one that is not is made', async () => {
  const id = await makeOne('finch.test', 'ada')
  const page = await visit('finch.test')
  const list = (text: string): string =>
    `{ excludeCredentials: [{ type: 'public-key', id: Uint8Array.fromBase64('${text}', { alphabet: 'base64url' }) }] }`
  const prompt = await asked(page, 'create', list(id))
  await verify(prompt, UMA)
  await prompt.getByRole('heading', { name: 'You have a passkey for this already' }).waitFor()
  expect(await isWaiting(page)).toBe(true)
  await clickLast(prompt, 'Cancel')
  expect(await answerOf(page)).toEqual({ error: 'NotAllowedError' })
  const again = await asked(page, 'create', list(id))
  await verify(again, UMA)
  await again.getByRole('heading', { name: 'You have a passkey for this already' }).waitFor()
  await press(again, 'Enter')
  expect(await answerOf(page)).toEqual({ error: 'InvalidStateError' })
  const other = await asked(page, 'create', list('AAAAAAAAAAAAAAAAAAAAAA'))
  await verify(other, UMA)
  await other.getByRole('button', { name: 'Save' }).click()
  expect((await credentialFor(page)).id).not.toBe(id)
})

test('nothing complained on the way', () => {
  expect(here.browser.complaints).toEqual([])
})
