import { encodeBase64url } from '@keyward/codec'
import type { AnswerPorts, FailureCode } from '@keyward/keyholder/provider'
import { DemoError } from '../error.ts'
import { answerOn, type PhoneAnswer } from '../phone/answer.ts'
import type { Behaviour } from '../phone/person.ts'
import { type Phone, systemRandom } from '../phone/phone.ts'
import { askPerch, type PerchAnswer } from './ask.ts'
import { type AppRequest, credentialOf, handOver } from './requests.ts'

/** A passkey as Perch has it. */
export interface PerchPasskey {
  /** The credential ID, base64url. */
  readonly id: string
  readonly aaguid: string
}

/** How a ceremony went: on the phone, and then at Perch, which is not asked after a refusal. */
export interface Ceremony extends PhoneAnswer {
  /** What the app was told in place of a credential. */
  readonly told: FailureCode | undefined
}

/** Perch as an app on one phone: it keeps a token, and asks the phone's system for passkeys. */
export interface PerchApp {
  /**
   * Makes an account at Perch and signs in to it. The password is random, and kept nowhere.
   *
   * @returns false when somebody has the username
   */
  signUp(username: string): Promise<boolean>
  signOut(): Promise<void>
  /** The username that Perch says this app is signed in as. */
  signedInAs(): Promise<string | undefined>
  /** Those of the signed-in account, the oldest first. */
  passkeys(): Promise<readonly PerchPasskey[]>
  /** Adds a passkey to the signed-in account. @throws {DemoError} when Perch refuses what the phone made */
  addPasskey(behaviour?: Behaviour): Promise<Ceremony>
  /** Signs in with a passkey. @throws {DemoError} as `addPasskey` */
  signIn(behaviour?: Behaviour): Promise<Ceremony>
}

/** Perch's app on a phone, signed out. All of it throws {DemoError} `demo.perch` when Perch refuses. */
export function openPerchApp(origin: string, phone: Phone): PerchApp {
  let token: string | undefined
  const send = async (path: string, body?: object): Promise<PerchAnswer> => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const headers = { 'perch-client': 'app', ...authorization }
    const answer = await askPerch(
      origin,
      path,
      body === undefined ? { headers } : { body, headers },
    )
    token = answer.token ?? token
    return answer
  }
  const call = async (path: string, body?: object): Promise<unknown> => read(await send(path, body))
  const ceremony = async (
    about: 'registration' | 'authentication',
    behaviour: Behaviour | undefined,
  ): Promise<Ceremony> => {
    const { options } = (await call(`/api/${about}/options`, {})) as Pick<AppRequest, 'options'>
    const kind = about === 'registration' ? 'create' : 'get'
    const requestId = encodeBase64url(systemRandom(16))
    const handed = handOver(phone.system, requestId, { kind, options } as AppRequest)
    const links = assetLinksAt(origin)
    const made = await answerOn(phone, handed.request, links, behaviour)
    const { answered, result } = made
    if (result === undefined)
      return { ...made, told: answered.outcome === 'failed' ? answered.code : 'unknown' }
    await call(`/api/${about}/verify`, credentialOf(result, handed))
    return { ...made, told: undefined }
  }
  return {
    async signUp(username) {
      const answer = await send('/api/sign-up', { username, password: randomPassword() })
      if (answer.status === 409) return false
      read(answer)
      if (answer.token !== undefined) return true
      throw new DemoError(
        'demo.perch',
        'This Perch keeps no sessions for apps: start it with PERCH_SIMULATOR set.',
      )
    },
    async signOut() {
      await call('/api/sign-out', {})
    },
    async signedInAs() {
      const { user } = (await call('/api/session')) as { user: { username: string } | null }
      return user?.username
    },
    async passkeys() {
      return ((await call('/api/passkeys')) as { passkeys: readonly PerchPasskey[] }).passkeys
    },
    addPasskey: (behaviour) => ceremony('registration', behaviour),
    signIn: (behaviour) => ceremony('authentication', behaviour),
  }
}

/** The phone's own road to what Perch says about its apps. */
function assetLinksAt(origin: string): AnswerPorts['assetLinks'] {
  return async (host) => {
    if (host !== new URL(origin).hostname) return undefined
    const { status, body } = await askPerch(origin, '/.well-known/assetlinks.json')
    return { status, body }
  }
}

function randomPassword(): string {
  return encodeBase64url(systemRandom(24))
}

function read({ status, body }: PerchAnswer): unknown {
  const json = parsed(body)
  if (status >= 200 && status < 300 && json !== undefined) return json
  const said = (json as { error?: { message?: unknown } } | undefined)?.error?.message
  throw new DemoError('demo.perch', `Perch refused: ${typeof said === 'string' ? said : status}`)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
