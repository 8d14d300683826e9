/**
 * The parts of Playwright that are used, by their shape: objects of every version of `playwright`,
 * `playwright-core` and `@playwright/test` fit, and none of them has to be installed.
 */
export interface BrowserContextLike {
  addInitScript(script: { content: string }): Promise<unknown>
  exposeBinding(
    name: string,
    callback: (source: BindingSource, message: unknown) => Promise<unknown>,
  ): Promise<unknown>
  newCDPSession(target: never): Promise<unknown>
}

/** Who called the binding, as Playwright tells it. */
export interface BindingSource {
  readonly frame: FrameLike
  readonly page: object
}

export interface FrameLike {
  url(): string
  parentFrame(): FrameLike | null
}
