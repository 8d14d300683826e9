import type { Browser } from 'puppeteer-core'

/** What is used of puppeteer's connection, whose types it keeps to itself. */
interface Connection {
  send(method: string, params: object): Promise<{ readonly result: unknown }>
}

/** What a script gave, as the protocol tells it. */
interface Evaluated {
  readonly type: 'success' | 'exception'
  readonly result?: { readonly value?: unknown }
  readonly exceptionDetails?: { readonly text: string }
}

/**
 * Runs JavaScript in the window of Firefox itself, where everything of the browser can be reached:
 * what no page can do. Firefox has to be started with `--remote-allow-system-access`.
 *
 * @returns a function whose result is the value that the script ends with, or what it promises, if
 *   that is a text, a number or a boolean
 */
export function codeRunner(browser: Browser): (code: string) => Promise<unknown> {
  const { connection } = browser as unknown as { readonly connection: Connection }
  const context = async (): Promise<string> => {
    const { result } = await connection.send('browsingContext.getTree', {
      'moz:scope': 'chrome',
      maxDepth: 0,
    })
    const [first] = (result as { readonly contexts: readonly { readonly context: string }[] })
      .contexts
    if (first === undefined) throw new Error('Firefox has no window.')
    return first.context
  }
  return async (expression) => {
    const { result } = await connection.send('script.evaluate', {
      expression,
      target: { context: await context() },
      awaitPromise: true,
    })
    const { type, result: given, exceptionDetails } = result as Evaluated
    if (type === 'exception') throw new Error(`In Firefox: ${exceptionDetails?.text}`)
    return given?.value
  }
}
