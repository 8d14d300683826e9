import { toUsvString } from '@keyward/codec'
import { Refusal, REFUSAL_CODES } from '@keyward/protocol'
import { type Route, type RouteName, ROUTES } from '@keyward/protocol/routes'
import { fuzzRuns } from '@keyward/testkit'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Sent, TestDevice } from '../cases/device.ts'
import { type Damage, damaged, DAMAGES } from './cases/damage.ts'
import { MATRIX, type Row } from './cases/matrix.ts'
import { makeScene, type Scene } from './cases/scene.ts'

const NAMES = (Object.keys(ROUTES) as RouteName[]).filter((name) => !ROUTES[name].isStream)

let scene: Scene
let owner: TestDevice
const samples = new Map<RouteName, Sent<RouteName>>()

/** A server is asked so often, then another one: each begins with an empty store. */
const PER_SERVER = 5000

beforeAll(begin)

async function begin(): Promise<void> {
  scene = await makeScene()
  owner = scene.members.owner.device
  for (const name of NAMES) {
    samples.set(name, await (MATRIX[name] as Row<RouteName>).ask(scene, 'owner'))
  }
}

/** The sample of a route with the damage in its body, or else in its query and path. */
function request(name: RouteName, damages: readonly Damage[]): Sent<RouteName> {
  const sample = samples.get(name) ?? {}
  if (sample.body !== undefined) {
    return { ...sample, body: damaged(sample.body, damages) as NonNullable<typeof sample.body> }
  }
  const { query = {}, params = {} } = sample
  const bad = damaged({ query, params }, damages) as Partial<{ query: object; params: object }>
  return { ...sample, query: texts(bad?.query), params: { ...params, ...texts(bad?.params) } }
}

function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  const shown = (one: unknown): string =>
    typeof one === 'string' ? one : (JSON.stringify(one) ?? '')
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, encodeURIComponent(toUsvString(shown(one)))]),
  )
}

/** What comes back is an answer of the route, or a refusal of the closed set that blames the request. */
async function expectClosed(route: Route, answer: Response): Promise<string> {
  const body: unknown = await answer.json()
  if (answer.status === 200) {
    route.answer.parse(body)
    return 'ok'
  }
  const { code } = Refusal.parse(body)
  expect(answer.status).toBe(REFUSAL_CODES[code][0])
  expect(answer.status).toBeLessThan(500)
  return code
}

describe('damaged messages', () => {
  test('get a refusal of the closed set, and nothing ever fails', async () => {
    const outcomes = new Map<string, number>()
    const isLong = process.env['KEYWARD_LONG'] === '1'
    for (let done = 0; done < fuzzRuns(); done += PER_SERVER) {
      if (done > 0) await begin()
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...NAMES), DAMAGES, async (name, damages) => {
          const answer = await owner.send(name, request(name, damages))
          const outcome = await expectClosed(ROUTES[name], answer)
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        }),
        { numRuns: PER_SERVER, ...(isLong ? {} : { seed: 1 }) },
      )
      const { logged } = scene.server
      expect(logged.filter((line) => line.startsWith('A request failed'))).toEqual([])
    }
    expect(outcomes.get('ok')).toBeGreaterThan(100)
    expect(outcomes.get('bad_request')).toBeGreaterThan(1000)
  })

  test('are still closed when they are no JSON at all', async () => {
    const run = fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const answer = await scene.server.app.request(
        'https://keyward.test/v1/passphrase/registration',
        {
          method: 'POST',
          headers: { 'Keyward-Protocol': '1' },
          body: bytes as Uint8Array<ArrayBuffer>,
        },
      )
      expect(await expectClosed(ROUTES.registerPassphrase, answer)).toBe('bad_request')
    })
    await fc.assert(run, { numRuns: 500, seed: 1 })
  })
})
