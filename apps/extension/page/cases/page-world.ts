import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { rolldown } from 'rolldown'
import type { Outcome, PageCall } from '../../messages/page.ts'

let bundled: Promise<string> | undefined

/** The page script as one text. */
export function pageScript(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  const build = await rolldown({ input: fileURLToPath(new URL('../page.ts', import.meta.url)) })
  const { output } = await build.generate({ format: 'iife', name: 'keyward', minify: true })
  await build.close()
  return output[0].code
}

/** What the browser has: its objects have slots, and its getters throw for any other. */
const BROWSER = `
  // Chromium and Firefox have had these for longer than the oldest that the manifest allows.
  const pairs = { '+': '-', '/': '_' }
  Uint8Array.prototype.toBase64 ??= function () {
    return btoa(String.fromCharCode(...this)).replace(/[+/]/g, (c) => pairs[c]).replace(/=+$/, '')
  }
  Uint8Array.fromBase64 ??= (text) => {
    const plain = text.replaceAll('-', '+').replaceAll('_', '/')
    return Uint8Array.from(atob(plain), (c) => c.charCodeAt(0))
  }
  class Credential { #slot = 'native'; get id() { return this.#slot } get type() { return this.#slot } }
  class PublicKeyCredential extends Credential {
    #slot = 'native'
    get rawId() { return this.#slot }
    get response() { return this.#slot }
    get authenticatorAttachment() { return this.#slot }
    getClientExtensionResults() { return this.#slot }
    toJSON() { return this.#slot }
    static async isUserVerifyingPlatformAuthenticatorAvailable() { return false }
    static async isConditionalMediationAvailable() { return false }
    static async getClientCapabilities() { return { conditionalCreate: true, conditionalGet: false } }
    static parseCreationOptionsFromJSON(json) { return { parsed: json } }
    static parseRequestOptionsFromJSON(json) { return { parsed: json } }
    static async signalUnknownCredential(options) { natives.push(['signal', options]) }
  }
  class AuthenticatorResponse { #slot = 'native'; get clientDataJSON() { return this.#slot } }
  class AuthenticatorAttestationResponse extends AuthenticatorResponse {
    #slot = 'native'
    get attestationObject() { return this.#slot }
    getAuthenticatorData() { return this.#slot }
    getPublicKey() { return this.#slot }
    getPublicKeyAlgorithm() { return this.#slot }
    getTransports() { return this.#slot }
  }
  class AuthenticatorAssertionResponse extends AuthenticatorResponse {
    #slot = 'native'
    get authenticatorData() { return this.#slot }
    get signature() { return this.#slot }
    get userHandle() { return this.#slot }
  }
  const natives = []
  class CredentialsContainer {
    create(options) { return callNative('create', this, options) }
    get(options) { return callNative('get', this, options) }
  }
  Object.assign(globalThis, {
    Credential, PublicKeyCredential, AuthenticatorResponse, AuthenticatorAttestationResponse,
    AuthenticatorAssertionResponse, CredentialsContainer, natives, globalThis,
    navigator: { credentials: new CredentialsContainer() },
  })
`

export interface NativeCall {
  readonly kind: string
  readonly self: unknown
  readonly options: Record<string, unknown>
}

export interface PageWorld {
  /** Runs a script of the page. */
  run(script: string): unknown
  /** What the content script was told, signals and aborts too. */
  readonly told: (PageCall | { id: number; call: 'abort' })[]
  readonly natives: readonly NativeCall[]
  /** Resolves once the content script has been told so many. */
  until(count: number): Promise<void>
  answer(id: number, outcome: Outcome): void
}

export interface PageOptions {
  /** What the content script answers at once; undefined leaves the call open. */
  readonly answer?: (call: PageCall) => Outcome | undefined
  /** What the browser's own functions give. */
  readonly native?: (call: NativeCall) => unknown
  /** Whether there is a content script, and when it starts. */
  readonly content?: 'first' | 'last' | 'none'
}

/** A page in a realm of its own, with the page script in it, and a stand-in of the content script. */
export async function openPage(options: PageOptions = {}): Promise<PageWorld> {
  const { answer = () => undefined, native = () => 'native', content = 'first' } = options
  const document = new EventTarget()
  const told: PageWorld['told'] = []
  const natives: NativeCall[] = []
  let port: MessagePort | undefined
  const callNative = (kind: string, self: unknown, given: Record<string, unknown>): unknown => {
    const call = { kind, self, options: given }
    natives.push(call)
    return native(call)
  }
  const startContent = (): void => {
    document.addEventListener('port', (event) => {
      if (!(event instanceof MessageEvent) || port !== undefined) return
      event.preventDefault()
      port = event.ports[0] as MessagePort
      port.addEventListener('message', ({ data }) => {
        const call = JSON.parse(data as string) as PageCall
        told.push(call)
        const outcome = answer(call)
        if (outcome !== undefined) reply(call.id, outcome)
      })
      port.start()
    })
    document.dispatchEvent(new Event('port'))
  }
  const reply = (id: number, outcome: Outcome): void =>
    port?.postMessage(JSON.stringify({ ...outcome, id }))
  const world = { document, callNative, setTimeout, btoa, atob, Event, EventTarget, MessageEvent }
  const more = { MessageChannel, MessagePort, AbortController, AbortSignal, DOMException }
  const context = createContext({ ...world, ...more })
  runInContext(`{${BROWSER}}`, context)
  if (content === 'first') startContent()
  runInContext(await pageScript(), context)
  if (content === 'last') startContent()
  return {
    run: (script) => runInContext(script, context),
    told,
    natives,
    async until(count) {
      while (told.length < count) await new Promise((resolve) => setTimeout(resolve, 1))
    },
    answer: reply,
  }
}
