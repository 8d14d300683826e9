import type { BrowserContext } from 'playwright-core'

/** What an organisation can set for the extension, as it is or damaged. */
export interface ManagedPolicy {
  readonly serverUrl?: unknown
  readonly passkeys?: unknown
  readonly neverHosts?: unknown
}

/**
 * Sets the managed policy of an extension for this profile alone, by the page that Chromium has for
 * trying policies: the other way are files of the whole machine. Unlike those, what is set here is not
 * held against the extension's schema. Throws where this Chromium has no such page.
 */
export async function setManagedPolicy(
  context: BrowserContext,
  extensionId: string,
  policy: ManagedPolicy,
): Promise<void> {
  const policies = Object.entries(policy).map(([name, value]) => ({
    namespace: extensionId,
    name,
    value,
    // In the numbers of that page: of the cloud, for the user, and nobody changes it.
    source: 2,
    scope: 0,
    level: 1,
  }))
  const page = await context.newPage()
  await page.goto('chrome://policy/test')
  const isSet = await page.evaluate(`(async () => {
    const { sendWithPromise } = await import('chrome://resources/js/cr.js')
    return sendWithPromise('setLocalTestPolicies', ${JSON.stringify(JSON.stringify(policies))}, '')
  })()`)
  await page.close()
  if (isSet !== true) throw new Error('This Chromium takes no policies for trying.')
}
