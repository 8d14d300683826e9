/** The name under which a page finds the agent. Nothing depends on its being a secret. */
export const BINDING = 'keywardAgent'

/** What a page sends. All of it is the page's claim. */
export type PageMessage =
  | { readonly kind: 'get'; readonly id: number; readonly options: unknown }
  | { readonly kind: 'cancel'; readonly id: number }

/** What a page gets; `response` is an AuthenticationResponseJSON. */
export type PageAnswer =
  | { readonly ok: true; readonly response: ResponseJson }
  | { readonly ok: false; readonly name: string; readonly message: string }

interface ResponseJson {
  readonly id: string
  readonly authenticatorAttachment?: string
  readonly response: Readonly<Record<string, string>>
}

/** The page's world, as far as the script touches it. */
interface World {
  readonly [BINDING]?: (message: PageMessage) => Promise<PageAnswer>
  readonly CredentialsContainer?: { readonly prototype: Methods }
  readonly PublicKeyCredential?: { readonly prototype: object }
  readonly AuthenticatorAssertionResponse?: { readonly prototype: object }
}

type Methods = Record<'get' | 'create', (options?: Options) => Promise<unknown>>

interface Options {
  readonly publicKey?: PublicKeyOptions
  readonly mediation?: string
  readonly signal?: AbortSignal
}

interface PublicKeyOptions {
  readonly challenge: BufferSource
  readonly allowCredentials?: readonly { readonly id: BufferSource; readonly type: string }[]
  readonly rpId?: string
  readonly timeout?: number
  readonly userVerification?: string
}

type BufferSource = ArrayBuffer | ArrayBufferView<ArrayBuffer>

/**
 * What goes into each page before any script of its own. It imports nothing: the text of these
 * functions is all that the page gets.
 */
export function pageScript(): string {
  const parts = [
    bytesOf,
    toBase64url,
    toBuffer,
    optionsJson,
    shown,
    credentialOf,
    answered,
    install,
  ]
  return `(() => {${parts.map(String).join('\n')}
install(globalThis, ${JSON.stringify(BINDING)})})()`
}

function bytesOf(source: BufferSource): Uint8Array {
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  if (ArrayBuffer.isView(source))
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
  throw new TypeError('A member of the options is no buffer.')
}

function toBase64url(source: BufferSource): string {
  const text = Array.from(bytesOf(source), (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function toBuffer(text: string): ArrayBuffer {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer
}

/** Extensions stay behind: an agent has outputs for none of them. */
function optionsJson(options: PublicKeyOptions): object {
  const { challenge, allowCredentials, rpId, timeout, userVerification } = options
  const allowed = allowCredentials ?? []
  return {
    challenge: toBase64url(challenge),
    allowCredentials: Array.from(allowed, ({ id, type }) => ({ id: toBase64url(id), type })),
    ...(rpId === undefined ? {} : { rpId: String(rpId) }),
    ...(timeout === undefined ? {} : { timeout: Number(timeout) }),
    ...(userVerification === undefined ? {} : { userVerification: String(userVerification) }),
  }
}

function shown(members: Record<string, unknown>): PropertyDescriptorMap {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, { value, enumerable: true }]),
  )
}

/** A credential that looks to the page as one of the browser's own. */
function credentialOf(world: World, json: ResponseJson): object {
  const parts = Object.entries(json.response).map(([name, text]) => [name, toBuffer(text)])
  const response: unknown = Object.create(
    world.AuthenticatorAssertionResponse?.prototype ?? null,
    shown(Object.fromEntries(parts)),
  )
  return Object.create(world.PublicKeyCredential?.prototype ?? null, {
    ...shown({ id: json.id, rawId: toBuffer(json.id), type: 'public-key', response }),
    ...shown({ authenticatorAttachment: json.authenticatorAttachment ?? null }),
    getClientExtensionResults: { value: () => ({}) },
    toJSON: { value: () => json },
  }) as object
}

/** Asks the agent, until the page gives up. */
async function answered(
  world: World,
  ask: (message: PageMessage) => Promise<PageAnswer>,
  id: number,
  { publicKey, signal }: Options,
): Promise<object> {
  signal?.throwIfAborted()
  const options = optionsJson(publicKey as PublicKeyOptions)
  const given = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => {
      void ask({ kind: 'cancel', id })
      reject(signal.reason as Error)
    })
  })
  const answer = await Promise.race([ask({ kind: 'get', id, options }), given])
  if (answer.ok) return credentialOf(world, answer.response)
  if (answer.name === 'TypeError') throw new TypeError(answer.message)
  throw new DOMException(answer.message, answer.name)
}

function install(world: World, name: typeof BINDING): void {
  const methods = world.CredentialsContainer?.prototype
  if (methods === undefined) return
  const { get, create } = methods
  let count = 0
  const replaced: Methods = {
    async get(options) {
      if (options?.publicKey === undefined) return get.call(this, options)
      // Autofill waits for a person to choose, and there is none.
      if (options.mediation === 'conditional')
        return new Promise((_, reject) => {
          const { signal } = options
          if (signal?.aborted === true) reject(signal.reason as Error)
          signal?.addEventListener('abort', () => reject(signal.reason as Error))
        })
      const ask = world[name]
      if (ask === undefined) throw new DOMException('The agent is not there.', 'NotAllowedError')
      count += 1
      return answered(world, ask, count, options)
    },
    async create(options) {
      if (options?.publicKey === undefined) return create.call(this, options)
      throw new DOMException('An agent makes no passkeys.', 'NotAllowedError')
    },
  }
  for (const [key, value] of Object.entries(replaced))
    Object.defineProperty(methods, key, {
      value,
      writable: true,
      configurable: true,
      enumerable: true,
    })
  const tells = {
    isUserVerifyingPlatformAuthenticatorAvailable: true,
    isConditionalMediationAvailable: false,
  }
  for (const [key, said] of Object.entries(tells))
    Object.defineProperty(world.PublicKeyCredential ?? {}, key, {
      value: async () => said,
      writable: true,
      configurable: true,
    })
}
