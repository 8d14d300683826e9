import { indexListId } from '@keyward/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { type TestDevice, testDevice } from '../cases/device.ts'
import { makeSecrets, type MemberSecrets } from '../cases/keys.ts'
import { SETUP_CODE, type TestServer, testServer } from '../cases/server.ts'
import { makeSignUp, signUp } from '../cases/workspace.ts'

type SignUp = Awaited<ReturnType<typeof makeSignUp>>

let server: TestServer
let device: TestDevice
let olga: MemberSecrets

beforeAll(async () => {
  server = await testServer()
  device = await testDevice(server)
  olga = await makeSecrets('Olga')
})

/** What comes of a sign-up with something changed in it. */
async function outcome(
  change: (made: SignUp) => object = () => ({}),
  at: TestServer = server,
): Promise<string> {
  const here = device.at(at)
  const made = await makeSignUp(here, olga)
  const { status, body } = await here.ask('createWorkspace', {
    body: { ...made.body, ...change(made) },
  })
  return status === 200 ? 'ok' : `${body.code} ${body.rule ?? ''}`.trim()
}

describe('creating a workspace', () => {
  test('takes the setup code, once', async () => {
    const closed = await testServer({ settings: { signUp: 'setup-code' } })
    for (const setupCode of [null, '', 'wrong', `${SETUP_CODE} `])
      expect(await outcome(() => ({ setupCode }), closed)).toBe('setup_code_wrong')
    expect(await outcome(undefined, closed)).toBe('ok')
    expect(await outcome(undefined, closed)).toBe('signup_closed')
  })

  test('is closed where members come by invitation alone, and where there is no code', async () => {
    const invite = await testServer({ settings: { signUp: 'invite' } })
    expect(await outcome(undefined, invite)).toBe('signup_closed')
    const secrets = { ...server.deps.secrets, setupCode: null }
    const codeless = await testServer({ settings: { signUp: 'setup-code' }, secrets })
    expect(await outcome(() => ({ setupCode: null }), codeless)).toBe('signup_closed')
  })

  test('needs no code where anybody may', async () => {
    expect(await outcome(() => ({ setupCode: null }))).toBe('ok')
  })

  test('is tried only so often from one network', async () => {
    const rates = { signUp: { size: 2, every: 1e9 } }
    const slow = await testServer({ settings: { signUp: 'setup-code' }, rates })
    const tries = [1, 2, 3].map(() => outcome(() => ({ setupCode: 'guess' }), slow))
    expect((await Promise.all(tries)).toSorted()).toEqual([
      'rate_limited',
      'setup_code_wrong',
      'setup_code_wrong',
    ])
  })

  test('takes no id twice', async () => {
    const made = await makeSignUp(device, await makeSecrets('Nora'))
    const ask = async (): Promise<string | undefined> =>
      (await device.ask('createWorkspace', { body: made.body })).body.code
    expect([await ask(), await ask()]).toEqual([undefined, 'workspace_exists'])
  })

  test('refuses an entry that is none, or dated far ahead', async () => {
    expect(await outcome(() => ({ entry: 'AAAA' }))).toBe('chain_refused entry.malformed')
    server.now += 3_600_001
    const early = await makeSignUp(device, olga)
    server.now -= 3_600_001
    const { body } = await device.ask('createWorkspace', { body: early.body })
    expect(body).toMatchObject({
      code: 'chain_refused',
      rule: 'chain.time',
      serverTime: server.now,
    })
  })

  test('refuses another list than the first of its own index key', async () => {
    const { body: other } = await makeSignUp(device, olga)
    expect(await outcome(() => ({ index: other.index }))).toBe(
      'object_refused access.other-account',
    )
    expect(await outcome(({ body }) => ({ index: { ...body.index, list: 'AAAA' } }))).toBe(
      'object_refused access.malformed',
    )
    const wrapped = [{ granteeId: olga.memberId, profile: 'AAAA', secrets: 'AAAA' }]
    expect(await outcome(({ body }) => ({ index: { ...body.index, wrapped } }))).toBe(
      'object_refused access.wrapped-hash',
    )
  })

  test('refuses an enrolment that does not begin with the first keys', async () => {
    const changed = (change: object) =>
      outcome(({ body }) => ({ enrolment: { ...body.enrolment, ...change } }))
    const { enrolment } = (await makeSignUp(device, olga)).body
    const { keyset, kit, passphrase } = enrolment
    expect(await changed({ keyset: { ...keyset, keysetEpoch: 2 } })).toBe(
      'object_refused keyset.epoch',
    )
    expect(await changed({ kit: { ...kit, accountKeyEpoch: 2 } })).toBe(
      'object_refused method.epoch',
    )
    expect(await changed({ kit: { ...kit, methodId: passphrase.methodId }, passphrase })).toBe(
      'object_refused method.id-reused',
    )
    expect(await changed({ passphrase: { ...passphrase, record: 'AAAA' } })).toBe(
      'object_refused method.record',
    )
  })

  test('is in the activity log from its first entry, and leaves the index list to its Owner', async () => {
    const { owner, workspaceId } = await signUp(server)
    const { entries, head } = await owner.device.must('getActivity')
    expect([entries.length, head.sequence]).toEqual([1, 1])
    const { accounts } = await owner.device.must('getChanges', { query: { since: 0 } })
    expect(accounts.map(({ accountId }) => accountId)).toEqual([indexListId(workspaceId)])
  })
})
