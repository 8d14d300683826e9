import type { ProxiedRequest, ProxyAnswer, ProxyApi } from '../api.ts'

type Listener = (request: ProxiedRequest) => void

/** Chromium's proxy as it was measured, without Chromium: one holder, requests by id. */
export class StandInProxy {
  #holder: string | undefined
  #lastId = 0
  readonly #waiting = new Map<number, (outcome: string) => void>()
  readonly #listeners: Record<'create' | 'get', Listener[]> = { create: [], get: [] }
  readonly #cancelled: ((requestId: number) => void)[] = []

  /** As Keyward has it. */
  readonly api: ProxyApi = {
    attach: () => this.#attach('keyward'),
    detach: () => this.#detach('keyward'),
    completeCreateRequest: (answer) => this.#complete(answer),
    completeGetRequest: (answer) => this.#complete(answer),
    completeIsUvpaaRequest: () => Promise.resolve(),
    onCreateRequest: { addListener: (listener) => void this.#listeners.create.push(listener) },
    onGetRequest: { addListener: (listener) => void this.#listeners.get.push(listener) },
    onIsUvpaaRequest: { addListener: () => undefined },
    onRequestCanceled: { addListener: (listener) => void this.#cancelled.push(listener) },
  }

  get isAttached(): boolean {
    return this.#holder === 'keyward'
  }

  /** Another extension attaches, until it lets go. */
  async hold(): Promise<() => Promise<void>> {
    await this.#attach('other')
    return () => this.#detach('other')
  }

  /** As Chromium does once it has judged the options; `native` where no proxy is attached. */
  ask(origin: string, kind: 'create' | 'get', requestJson: string): Promise<string> {
    if (!this.isAttached) return Promise.resolve('native')
    this.#lastId += 1
    const requestId = this.#lastId
    const requestDetailsJson = JSON.stringify({
      ...(JSON.parse(requestJson) as object),
      extensions: { remoteDesktopClientOverride: { origin, sameOriginWithAncestors: true } },
    })
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve)
      for (const listener of this.#listeners[kind]) listener({ requestId, requestDetailsJson })
    })
  }

  /** Pages abort everything that they asked. */
  abortAll(): void {
    for (const requestId of this.#waiting.keys()) {
      for (const listener of this.#cancelled) listener(requestId)
      this.#end(requestId, 'AbortError')
    }
  }

  async #attach(name: string): Promise<void> {
    if (this.#holder !== undefined && this.#holder !== name)
      throw new Error('Another extension is already attached')
    this.#holder = name
  }

  async #detach(name: string): Promise<void> {
    if (this.#holder !== name) return
    this.#holder = undefined
    for (const requestId of this.#waiting.keys()) this.#end(requestId, 'AbortError')
  }

  async #complete({ requestId, responseJson, error }: ProxyAnswer): Promise<void> {
    if (!this.#waiting.has(requestId)) throw new Error('Invalid requestId')
    if (error !== undefined) return this.#end(requestId, error.name)
    const { response } = JSON.parse(responseJson ?? '{}') as {
      response?: { clientDataJSON: string }
    }
    if (response === undefined) throw new Error('Invalid responseJson: field missing or invalid')
    this.#end(requestId, atob(response.clientDataJSON))
  }

  #end(requestId: number, outcome: string): void {
    this.#waiting.get(requestId)?.(outcome)
    this.#waiting.delete(requestId)
  }
}
