import { addVirtualAuthenticator } from '@keyward/e2e/browser'
import { launchChromium } from '@keyward/e2e/extension/chromium'
import { openHosts } from '@keyward/e2e/extension/hosts'
import { openStandIn, type StandInExtension } from '@keyward/e2e/extension/stand-in'
import type { BrowserContext, Page } from 'playwright-core'
import { withFolder } from '../folder.ts'
import { makeAnswers } from './answers.ts'
import { EMPTY, packageWithoutWindows, PROMPT_PAGE } from './package.ts'

/**
 * `ours`: where Keyward answers. `theirs`: left to the browser, without any script. `empty`: with
 * scripts that do nothing, in the same places as ours.
 */
export type Whose = 'ours' | 'theirs' | 'empty'

const HOSTS: Readonly<Record<Whose, string>> = {
  ours: 'heron.test',
  theirs: 'wren.test',
  empty: 'finch.test',
}

const PAGE = '<!doctype html><title>A site</title><h1>A site</h1>'

/** As the extension registers its own. */
const EMPTIES = ['MAIN', 'ISOLATED'].map((world) => ({
  id: `empty-${world}`,
  js: [EMPTY],
  world,
  matches: [`https://${HOSTS.empty}/*`],
  allFrames: true,
  matchOriginAsFallback: true,
  runAt: 'document_start',
}))

/** For a page of the extension: adds them, unless they are there. */
const ADD_EMPTIES = `(async () => {
  const { length } = await chrome.scripting.getRegisteredContentScripts()
  if (length === 2) await chrome.scripting.registerContentScripts(${JSON.stringify(EMPTIES)})
})()`

/** For a page of the extension: waits until its scripts leave these hosts out. */
const FOLLOWED = `(async () => {
  const registered = () => chrome.scripting.getRegisteredContentScripts()
  while (!(await registered()).every(({ excludeMatches }) => excludeMatches?.length === 2))
    await new Promise((resolve) => setTimeout(resolve, 20))
})()`

/** Chromium with the extension, whose prompt answers at once and without a window. */
export interface Sites {
  readonly context: BrowserContext
  readonly extension: StandInExtension
  /** The page that stands in for the prompt. */
  readonly prompt: Page
  /** A new page of a site. */
  visit(whose: Whose): Promise<Page>
  /** The id of the passkey that is there for `ours`, base64url. */
  readonly credentialId: string
}

export function withSites<T>(work: (sites: Sites) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const hosts = await openHosts()
    for (const host of Object.values(HOSTS)) hosts.serve(host, () => ({ body: PAGE }))
    const browser = await launchChromium(hosts, [await packageWithoutWindows(folder)])
    try {
      const { context } = browser
      const extension = await openStandIn(context, browser.page)
      await extension.set({ 'keyward.never': [HOSTS.theirs, HOSTS.empty] })
      const prompt = await context.newPage()
      await prompt.goto(`${extension.origin}${PROMPT_PAGE}`)
      await prompt.evaluate(FOLLOWED)
      const answers = await makeAnswers(HOSTS.ours)
      await prompt.evaluate(`promptPage.keep(${JSON.stringify(answers)})`)
      const visit = async (whose: Whose): Promise<Page> => {
        // Last of all: when the extension follows its settings it takes away what it does not know.
        if (whose === 'empty') await prompt.evaluate(ADD_EMPTIES)
        const page = await context.newPage()
        await page.goto(`https://${HOSTS[whose]}/`)
        return page
      }
      return await work({ context, extension, prompt, visit, credentialId: answers.id })
    } finally {
      await browser.close()
      await hosts.close()
    }
  })
}

/** Gives a page an authenticator of the browser's own and a passkey. @returns its id, base64url */
export async function addNativePasskey(page: Page): Promise<string> {
  await addVirtualAuthenticator(page)
  return page.evaluate<string>(`navigator.credentials.create({ publicKey: {
    challenge: new Uint8Array(32), rp: { name: 'A site' },
    user: { id: new Uint8Array([1]), name: 'ada', displayName: 'Ada' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  } }).then(({ id }) => id)`)
}
