import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { createPerch } from '../app.ts'
import type { CeremonyReport } from '../store/records.ts'
import { type PerchConfig, makeConfig, readSettings } from '../config.ts'
import { openStore } from '../store/open.ts'
import {
  type Deviations,
  type SoftPasskey,
  createCredential,
  getAssertion,
} from './soft-authenticator.ts'

export const origin = 'http://perch.localhost:4180'
export const password = 'correct horse battery'

/** Perch in memory, with a clock that stands still until a test moves it. */
export function testPerch(env: Record<string, string> = {}, store = openStore()) {
  const clock = { time: Date.UTC(2026, 4, 3, 12) }
  const config: PerchConfig = makeConfig(readSettings(env), 4180)
  const app = createPerch(config, store, () => clock.time)
  return { app, store, clock, config, client: () => makeClient(app) }
}

/** A browser or program: remembers its cookie, and sends what it is told to. */
function makeClient(app: ReturnType<typeof createPerch>) {
  let cookie: string | undefined
  async function send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const headers = { ...init.headers, ...(cookie === undefined ? {} : { cookie }) }
    const url = path.startsWith('http') ? path : origin + path
    const response = await app.request(url, { ...init, headers })
    const set = response.headers.get('set-cookie')
    if (set) cookie = set.includes('Max-Age=0') ? undefined : set.split(';')[0]
    return response
  }
  const get = (path: string, headers: Record<string, string> = {}) => send(path, { headers })
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })
  const form = (path: string, fields: Record<string, string>, headers = {}) =>
    send(path, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
    })
  return { get, post, form, cookie: () => cookie, ...ceremonies(post) }
}

type Post = (path: string, body: unknown) => Promise<Response>

function ceremonies(post: Post) {
  const askCreate = async (body: unknown = {}) =>
    (
      await json<{ options: PublicKeyCredentialCreationOptionsJSON }>(
        await post('/api/registration/options', body),
      )
    ).options
  const askGet = async (body: unknown = {}) =>
    (
      await json<{ options: PublicKeyCredentialRequestOptionsJSON }>(
        await post('/api/authentication/options', body),
      )
    ).options
  return {
    askCreate,
    askGet,
    signUp: (username: string) => post('/api/sign-up', { username, password }),
    signOut: () => post('/api/sign-out', {}),
    addPasskey: async (deviations: Deviations = {}) => {
      const { passkey, answer } = createCredential(await askCreate(), deviations)
      return { passkey, answer, response: await post('/api/registration/verify', answer) }
    },
    usePasskey: async (passkey: SoftPasskey, deviations: Deviations = {}, body: unknown = {}) => {
      const answer = getAssertion(passkey, await askGet(body), deviations)
      return { answer, response: await post('/api/authentication/verify', answer) }
    },
  }
}

/** The members that Perch's answers have; each answer has some of them. */
type Answer = {
  error: { code: string; message: string }
  user: { username: string; displayName: string } | null
  passkey: { id: string; name: string }
  passkeys: unknown[]
  report: CeremonyReport
  origin: string
  unknownCredential: unknown
}

/** The body of an answer, as JSON. */
export async function json<T = Answer>(response: Response): Promise<T> {
  return (await response.json()) as T
}
