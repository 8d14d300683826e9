import { encodeBase64url } from '@keyward/codec'
import { createAccount } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { type Route, type RouteName, ROUTES } from '@keyward/protocol/routes'
import { generateKeyPair, generateProof } from 'dpop'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorkspace, OLGA, synchronised } from './cases/people.ts'
import { runServer, type TestServer } from './cases/server.ts'

let server: TestServer
let olga: Keyholder
/** Proofs as they went over the wire, by method and URL. */
const overheard: { readonly method: string; readonly url: string; readonly proof: string }[] = []

beforeAll(async () => {
  server = await runServer()
  const listening: typeof fetch = (input, init) => {
    const { method, url, headers } = new Request(input, init)
    const proof = headers.get('DPoP')
    if (proof !== null) overheard.push({ method, url, proof })
    return fetch(input, init)
  }
  olga = await createWorkspace(server.origin, OLGA, { fetch: listening })
  await createAccount(await olga.desk(), { appName: 'Perch' })
  await synchronised(olga)
})
afterAll(async () => {
  await olga.close()
  await server.close()
})

const ID = encodeBase64url(new Uint8Array(16).fill(7))
const PRIVATE = (Object.keys(ROUTES) as RouteName[]).filter((name) =>
  ['session', 'member'].includes(ROUTES[name].auth),
)

/** Asks a route with the token of the session, and what a thief has besides. */
async function ask(
  name: RouteName,
  prove: (method: string, url: string, token: string) => Promise<string | undefined>,
  scheme = 'DPoP',
): Promise<string> {
  const route: Route = ROUTES[name]
  const url = server.origin + route.path.replaceAll(/\{\w+\}/g, ID)
  const token = olga.session.token()
  const proof = await prove(route.method, url, token)
  const answer = await fetch(url, {
    method: route.method,
    headers: {
      'Keyward-Protocol': '1',
      Authorization: `${scheme} ${token}`,
      ...(proof === undefined ? {} : { DPoP: proof }),
      ...(route.request === null ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(route.request === null ? {} : { body: '{}' }),
  })
  const { code } = (await answer.json()) as { code: string }
  return `${answer.status} ${code}`
}

/** What each route that takes a token answers. */
async function answers(...how: Parameters<typeof ask> extends [unknown, ...infer R] ? R : never) {
  const told: Record<string, string> = {}
  for (const name of PRIVATE) told[name] = await ask(name, ...how)
  return told
}

const all = (answer: string) => Object.fromEntries(PRIVATE.map((name) => [name, answer]))

describe('a token without the key of its device', () => {
  test('opens no route at all', async () => {
    expect(PRIVATE.length).toBeGreaterThan(15)
    expect(await answers(async () => undefined)).toEqual(all('401 proof_required'))
  })

  test('opens none as a bearer token', async () => {
    expect(await answers(async () => undefined, 'Bearer')).toEqual(all('401 unauthenticated'))
  })

  test('opens none with another key', async () => {
    const other = await generateKeyPair('ES256')
    const prove = (method: string, url: string, token: string) =>
      generateProof(other, url, method, undefined, token)
    expect(await answers(prove)).toEqual(all('401 proof_invalid'))
  })

  test('opens none with a proof that was overheard', async () => {
    const used = overheard.at(-1)
    const told = await answers(async () => used?.proof)
    for (const [name, answer] of Object.entries(told))
      expect(answer, name).toMatch(/^401 (proof_invalid|proof_replayed)$/)
    for (const { method, url, proof } of overheard.filter((one) => one.url.includes('/v1/ch'))) {
      const again = await fetch(url, {
        method,
        headers: {
          'Keyward-Protocol': '1',
          Authorization: `DPoP ${olga.session.token()}`,
          DPoP: proof,
        },
      })
      expect(await again.json()).toMatchObject({ code: 'proof_replayed' })
    }
  })

  test('and the device itself goes on', async () => {
    expect((await synchronised(olga)).problem).toBeUndefined()
  })
})
