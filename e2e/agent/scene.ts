import { answerPasskeys, type SignsIn } from '@keyward/agent/playwright'
import type { Frame, Page } from 'playwright-core'
import { type Browser, launchBrowser } from '../browser.ts'
import { type Pages, servePages } from './pages.ts'

export type Place = Parameters<SignsIn['signIn']>[1]

/** What stands in for a signature: pages get it as it is. */
export const RESPONSE = {
  id: 'AQID',
  rawId: 'AQID',
  response: {
    clientDataJSON: 'e30',
    authenticatorData: 'AAAA',
    signature: 'BBBB',
    userHandle: 'CCCC',
  },
  authenticatorAttachment: 'platform',
  clientExtensionResults: {},
  type: 'public-key',
} as const

/** A browser in which an agent answers, and what it is asked. */
export interface Scene {
  readonly browser: Browser
  readonly pages: Pages
  readonly asked: { request: unknown; place: Place }[]
  readonly refused: { error: unknown; origin: string | undefined }[]
  /** What the agent does when it is asked; answers, until it is replaced. */
  behave: (place: Place) => Promise<typeof RESPONSE>
  readonly visit: (name: string, path?: string) => Promise<Page>
  /** Forgets everything, and closes all pages. */
  readonly clear: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openScene(): Promise<Scene> {
  const pages = await servePages()
  const browser = await launchBrowser({
    flags: ['--host-resolver-rules=MAP perch.example 127.0.0.1'],
  })
  const scene: Scene = {
    browser,
    pages,
    asked: [],
    refused: [],
    behave: async () => RESPONSE,
    async visit(name, path = '/') {
      const page = await browser.context.newPage()
      await page.goto(`${pages.origin(name)}${path}`)
      return page
    },
    async clear() {
      scene.asked.length = 0
      scene.refused.length = 0
      scene.behave = async () => RESPONSE
      for (const page of browser.context.pages()) await page.close()
    },
    async close() {
      await browser.close()
      await pages.close()
    },
  }
  const agent: SignsIn = {
    signIn: (request, place) => {
      scene.asked.push({ request, place })
      return scene.behave(place)
    },
  }
  await answerPasskeys(browser.context, agent, {
    reason: 'A test asks.',
    onRefused: (error, origin) => void scene.refused.push({ error, origin }),
  })
  return scene
}

/** Asks in the frame, and tells what the page's own code gets. */
export function ask(frame: Frame | Page): Promise<{ json?: unknown; name?: string }> {
  return frame.evaluate(async () => {
    try {
      const credential = await navigator.credentials.get({
        publicKey: { challenge: new Uint8Array([1, 2, 3]), rpId: 'perch.localhost' },
      })
      return { json: (credential as PublicKeyCredential).toJSON() as unknown }
    } catch (error) {
      return { name: (error as Error).name }
    }
  })
}

export function frameOf(page: Page, name: string): Frame {
  const frame = page.frame({ name })
  if (frame === null) throw new Error(`There is no frame ${name}.`)
  return frame
}

/** Calls the binding as a page would that does not go by the script. */
export function call(frame: Frame | Page, message: unknown): Promise<{ name?: string }> {
  return frame.evaluate(
    (sent) =>
      (globalThis as never as { keywardAgent: (m: unknown) => Promise<{ name?: string }> })
        .keywardAgent(sent)
        .then((answer) => answer ?? {}),
    message,
  )
}
