import type { BrowserContext, Page } from 'playwright-core'
import { type ExtensionBrowser, openExtensionBrowser } from '@keyward/e2e/extension/extension'
import { signInToExtension } from '@keyward/e2e/extension/member'
import { saveInNewAccount } from '@keyward/e2e/extension/prompt'
import { makeExtensionWorld, UMA } from '@keyward/e2e/extension/world'
import { median } from '../harness.ts'
import { FIRST_PAINT } from '../scene/first-paint.ts'
import type { Row } from '../table.ts'

const SITE = 'wren.test'

/** Microseconds. */
const MOST = { warm: 400_000, cold: 900_000, popup: 150_000 }

/**
 * The real extension with somebody signed in: how long after the call of a page a window says whose
 * it is, and has the accounts to choose from; how soon the popup shows something, and its accounts.
 */
export async function promptRows(quick: boolean): Promise<Row[]> {
  const world = await makeExtensionWorld()
  world.hosts.serve(SITE, () => ({ body: '<!doctype html><title>A site</title><h1>A site</h1>' }))
  const browser = await openExtensionBrowser(world.hosts)
  try {
    browser.context.setDefaultTimeout(30_000)
    await signInToExtension(await browser.openPopup(world.server.origin), UMA)
    const page = await browser.context.newPage()
    await page.goto(`https://${SITE}/`)
    await saveInNewAccount(await browser.prompted(() => call(page, 'create')), UMA)
    await page.waitForFunction('ended')
    await browser.context.addInitScript(WATCH_ACCOUNTS)
    const warm: Shown[] = []
    const cold: Shown[] = []
    const rounds = quick ? 2 : 25
    for (let round = 0; round < rounds + 1; round += 1) {
      const [first, second] = [await shown(browser, page), await coldly(browser, page)]
      // The first ones also start what the others find.
      if (round > 0) {
        warm.push(first)
        cold.push(second)
      }
    }
    return [
      ...spread('a prompt that names Keyward after the call of a page', painted(warm), MOST.warm),
      ...spread('the same with its worker stopped', painted(cold), MOST.cold),
      ...spread('a prompt with its accounts after the call of a page', chosen(warm), MOST.warm),
      ...spread('the same with its worker stopped', chosen(cold), MOST.cold),
      ...(await popupRows(browser.context, browser.origin, page, quick ? 2 : 15)),
    ]
  } finally {
    await browser.close()
    await Promise.all([world.uma.close(), world.gus.close()])
    await world.close()
  }
}

/** The median and the 95th of a hundred: what nearly everybody waits. */
function spread(what: string, times: readonly number[], most: number): Row[] {
  const late = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN
  const rounds = times.length
  return [
    { what: `${what}, median`, ours: median(times), rounds },
    { what: `${what}, 95th of 100`, ours: late, most, rounds },
  ]
}

/** Microseconds from the call of a page to what its prompt has drawn. */
interface Shown {
  readonly firstPaint: number
  readonly accounts: number
}

const painted = (all: readonly Shown[]): number[] => all.map(({ firstPaint }) => firstPaint)
const chosen = (all: readonly Shown[]): number[] => all.map(({ accounts }) => accounts)

async function coldly(browser: ExtensionBrowser, page: Page): Promise<Shown> {
  await browser.stopWorker()
  return shown(browser, page)
}

async function shown(browser: ExtensionBrowser, page: Page): Promise<Shown> {
  await page.bringToFront()
  const prompt = await browser.prompted(() => call(page, 'get'))
  const accounts = await accountsAt(prompt)
  const firstPaint = await prompt.evaluate<number>(
    `${FIRST_PAINT}.then((time) => performance.timeOrigin + time)`,
  )
  await prompt.close()
  await page.waitForFunction('ended')
  const called = await page.evaluate<number>('called')
  return { firstPaint: 1000 * (firstPaint - called), accounts: 1000 * (accounts - called) }
}

/** When its accounts were drawn, in milliseconds of the clock that all pages have in common. */
async function accountsAt(page: Page): Promise<number> {
  return Number(await page.locator('html[data-shown]').getAttribute('data-shown'))
}

/** Begins to ask, and keeps when. */
async function call(page: Page, kind: 'create' | 'get'): Promise<void> {
  await page.evaluate(`{
    window.ended = false
    window.called = performance.timeOrigin + performance.now()
    navigator.credentials.${kind}({ publicKey: {
      challenge: new Uint8Array(32), rp: { name: 'A site' },
      user: { id: new Uint8Array([1]), name: 'ada', displayName: 'Ada' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    } }).catch(() => undefined).then(() => (ended = true))
  } 0`)
}

/**
 * Runs in prompt and popup, before their own scripts: keeps when the accounts were drawn, as the
 * paint after them came.
 */
const WATCH_ACCOUNTS = `if (location.pathname.startsWith('/app/')) {
  const watch = new MutationObserver(() => {
    if (!/(Sign in to|Accounts)[^]*ada/.test(document.body?.textContent ?? '')) return
    watch.disconnect()
    const { dataset } = document.documentElement
    requestAnimationFrame(() =>
      setTimeout(() => (dataset.shown = performance.timeOrigin + performance.now())))
  })
  watch.observe(document, { childList: true, subtree: true })
}`

async function popupRows(
  context: BrowserContext,
  origin: string,
  bare: Page,
  rounds: number,
): Promise<Row[]> {
  const popup = await context.newPage()
  const times: { ours: number; reference: number; accounts: number }[] = []
  for (let round = 0; round < rounds + 1; round += 1) {
    await bare.bringToFront()
    await bare.reload()
    const reference = 1000 * (await bare.evaluate<number>(FIRST_PAINT))
    await popup.bringToFront()
    await popup.goto(`${origin}app/index.html?popup`)
    const ours = 1000 * (await popup.evaluate<number>(FIRST_PAINT))
    const start = await popup.evaluate<number>('performance.timeOrigin')
    const accounts = 1000 * ((await accountsAt(popup)) - start)
    if (round > 0) times.push({ ours, reference, accounts })
  }
  return [
    {
      what: 'first paint of the popup',
      ours: median(times.map((time) => time.ours)),
      reference: 'a page of one heading, no script and no style',
      referenceTime: median(times.map((time) => time.reference)),
      ratio: median(times.map((time) => time.reference / time.ours)),
      most: MOST.popup,
      rounds,
    },
    {
      what: 'the popup with its accounts',
      ours: median(times.map((time) => time.accounts)),
      rounds,
    },
  ]
}
