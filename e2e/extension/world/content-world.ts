import type { CDPSession, Page } from 'playwright-core'

/** The world of the extension's content script in a page of Chromium, which the page can't reach. */
export interface ContentWorld {
  /** The value of an expression there. */
  evaluate(code: string): Promise<unknown>
}

/** The content script of what a page shows now. @throws when it has none */
export async function contentWorldOf(page: Page, origin: string): Promise<ContentWorld> {
  const devtools: CDPSession = await page.context().newCDPSession(page)
  const worlds: number[] = []
  devtools.on('Runtime.executionContextCreated', ({ context }) => {
    const isIsolated = (context.auxData as { type?: string } | undefined)?.type === 'isolated'
    if (isIsolated && `${context.origin}/` === origin) worlds.push(context.id)
  })
  await devtools.send('Runtime.enable')
  const contextId = worlds.at(-1)
  if (contextId === undefined) throw new Error('The page has no content script.')
  return {
    async evaluate(expression) {
      const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
        contextId,
        expression,
        returnByValue: true,
        awaitPromise: true,
      })
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
      return result.value
    },
  }
}
