import { calculateThumbprint, generateKeyPair, generateProof, type KeyPair } from 'dpop'
import type { Refusal } from '@keyward/protocol'
import {
  type Route,
  type RouteAnswer,
  type RouteName,
  type RouteRequest,
  ROUTES,
} from '@keyward/protocol/routes'
import { ORIGIN, type TestServer } from './server.ts'

/** What one request has besides its route. */
export interface Sent<N extends RouteName> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: RouteRequest<N>
  readonly token?: string | undefined
  /** Over and above what every request has; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** The key that proves, when it is not the device's own; null sends no proof. */
  readonly proofKeys?: KeyPair | null
}

export interface Answered<N extends RouteName> {
  readonly status: number
  readonly body: RouteAnswer<N> & Partial<Refusal>
}

/** A device as a client has it: a key for proofs, and the offset of its clock from the server's. */
export class TestDevice {
  readonly server: TestServer
  readonly keys: KeyPair
  readonly thumbprint: string
  token: string | undefined

  constructor(server: TestServer, keys: KeyPair, thumbprint: string) {
    this.server = server
    this.keys = keys
    this.thumbprint = thumbprint
  }

  /** The same device with the same session, at another server. */
  at(server: TestServer): TestDevice {
    const device = new TestDevice(server, this.keys, this.thumbprint)
    device.token = this.token
    return device
  }

  /** Asks one route, whatever comes of it. */
  async ask<N extends RouteName>(name: N, sent: Sent<N> = {}): Promise<Answered<N>> {
    const answer = await this.send(name, sent)
    return { status: answer.status, body: (await answer.json()) as Answered<N>['body'] }
  }

  /** Asks one route that has to answer. @throws {Error} with the refusal */
  async must<N extends RouteName>(name: N, sent: Sent<N> = {}): Promise<RouteAnswer<N>> {
    const { status, body } = await this.ask(name, sent)
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(body)}`)
    return body
  }

  async send<N extends RouteName>(name: N, sent: Sent<N> = {}): Promise<Response> {
    const route: Route = ROUTES[name]
    const path = pathOf(route.path, sent.params ?? {})
    const query = new URLSearchParams(
      Object.entries(sent.query ?? {}).map(([key, value]): [string, string] => [
        key,
        String(value),
      ]),
    ).toString()
    const url = `${ORIGIN}${path}${query === '' ? '' : `?${query}`}`
    const init: RequestInit = {
      method: route.method,
      headers: await this.#headers(route, sent, path),
    }
    if (sent.body !== undefined) init.body = JSON.stringify(sent.body)
    return this.server.app.request(url, init)
  }

  async #headers<N extends RouteName>(route: Route, sent: Sent<N>, path: string): Promise<Headers> {
    const headers = new Headers({
      'Keyward-Protocol': '1',
      'Content-Type': 'application/json',
    })
    const token = route.auth === 'open' || route.auth === 'proof' ? undefined : this.#token(sent)
    if (token !== undefined) headers.set('Authorization', `DPoP ${token}`)
    const keys = sent.proofKeys === undefined ? this.keys : sent.proofKeys
    if (route.auth !== 'open' && keys !== null) {
      headers.set('DPoP', await this.proof(keys, route.method, ORIGIN + path, token))
    }
    for (const [name, value] of Object.entries(sent.headers ?? {})) {
      if (value === null) headers.delete(name)
      else headers.set(name, value)
    }
    return headers
  }

  /** As clients do: dated by the device's own clock, with the offset that it has learnt. */
  proof(keys: KeyPair, method: string, url: string, token: string | undefined): Promise<string> {
    const offset = Math.round((this.server.now - Date.now()) / 1000)
    return generateProof(keys, url, method, undefined, token, { offset })
  }

  #token<N extends RouteName>(sent: Sent<N>): string | undefined {
    return 'token' in sent ? sent.token : this.token
  }
}

/** A key for proofs. */
export function makeProofKeys(): Promise<KeyPair> {
  return generateKeyPair('ES256')
}

export async function testDevice(server: TestServer): Promise<TestDevice> {
  const keys = await makeProofKeys()
  return new TestDevice(server, keys, await calculateThumbprint(keys.publicKey))
}

function pathOf(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? `missing-${name}`)
}
