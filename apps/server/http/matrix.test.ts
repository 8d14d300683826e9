import { type RouteName, ROUTES } from '@keyward/protocol/routes'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeProofKeys, type Sent, type TestDevice } from '../cases/device.ts'
import { MATRIX, type Row } from './cases/matrix.ts'
import { makeScene, type Scene, WHO, type Who } from './cases/scene.ts'

let scene: Scene
let stolenKeys: TestDevice['keys']

beforeAll(async () => {
  scene = await makeScene()
  stolenKeys = await makeProofKeys()
})

/** What each kind of route says to who does not get in. */
const AT_THE_DOOR: Readonly<Record<string, Partial<Record<Who, string>>>> = {
  open: {},
  proof: { 'stolen-bare': 'proof_required', nobody: 'proof_required' },
  session: {
    removed: 'unauthenticated',
    'stolen-bare': 'proof_required',
    'stolen-key': 'proof_invalid',
    nobody: 'unauthenticated',
  },
  member: {
    removed: 'unauthenticated',
    waiting: 'not_admitted',
    'new-device': 'device_not_admitted',
    'stolen-bare': 'proof_required',
    'stolen-key': 'proof_invalid',
    nobody: 'unauthenticated',
  },
}

const NAMES = Object.keys(ROUTES) as RouteName[]

describe('who may ask what', () => {
  test('is written down for every route', () => {
    expect(Object.keys(MATRIX).toSorted()).toEqual(NAMES.toSorted())
  })

  test.each(NAMES)('%s', async (name) => {
    const row = MATRIX[name] as Row<RouteName>
    const door = AT_THE_DOOR[ROUTES[name].auth] ?? {}
    const expected = Object.fromEntries(
      WHO.map((who) => [who, row.except?.[who] ?? door[who] ?? row.outcome]),
    )
    const found: Record<string, string> = {}
    for (const who of WHO) found[who] = await outcomeOf(name, row, who)
    expect(found).toEqual(expected)
  })
})

async function outcomeOf(name: RouteName, row: Row<RouteName>, who: Who): Promise<string> {
  const sent = { ...(await row.ask(scene, who)), ...disguise(who) }
  const answer = await scene.members[who].device.send(name, sent)
  if (ROUTES[name].isStream && answer.status === 200) {
    await answer.body?.cancel()
    return 'ok'
  }
  const body = (await answer.json()) as { code?: string }
  if (answer.status !== 200) return body.code ?? 'none'
  return row.read?.(body) ?? 'ok'
}

function disguise(who: Who): Sent<RouteName> {
  if (who === 'stolen-bare') return { proofKeys: null }
  if (who === 'stolen-key') return { proofKeys: stolenKeys }
  return who === 'nobody' ? { proofKeys: null, token: undefined } : {}
}
