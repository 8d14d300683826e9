import { encodeBase64url } from '@keyward/codec'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeSecrets, newId, random } from '../cases/keys.ts'
import { testServer } from '../cases/server.ts'
import { newDeviceOf } from '../cases/sign-in.ts'
import { nextBy, signUp, type TestMember } from '../cases/workspace.ts'

let owner: TestMember

beforeEach(async () => {
  ;({ owner } = await signUp(await testServer()))
})

const text = (length: number): string => encodeBase64url(random(length))
const kit = (more: object = {}) => ({
  kind: 'kit' as const,
  methodId: newId(),
  accountKeyEpoch: 1,
  wrapped: text(61),
  publicKey: text(32),
  ...more,
})

describe('what the server keeps for a member', () => {
  test('never shows what only the server needs', async () => {
    const me = await owner.device.must('getMe')
    expect(me.methods.map(({ kind }) => kind).toSorted()).toEqual(['kit', 'passphrase'])
    const shown = JSON.stringify(me)
    for (const hidden of ['record', 'publicKey', 'signCount', 'tokenHash'])
      expect(shown).not.toContain(hidden)
  })

  test('is the anchor that the member left last', async () => {
    const anchor = text(90)
    await owner.device.must('putAnchor', { body: { anchor } })
    expect((await owner.device.must('getMe')).anchor).toBe(anchor)
  })
})

describe('ways to unlock', () => {
  test('are added under the present account key alone', async () => {
    const body = kit({ accountKeyEpoch: 2 })
    const { body: told } = await owner.device.ask('putMethod', {
      params: { methodId: body.methodId },
      body,
    })
    expect(told).toMatchObject({ code: 'object_refused', rule: 'method.epoch' })
  })

  test('keep their id and kind', async () => {
    const body = kit()
    const elsewhere = await owner.device.ask('putMethod', { params: { methodId: newId() }, body })
    expect(elsewhere.body).toMatchObject({ code: 'bad_request', path: 'methodId' })
    const { methods } = await owner.device.must('getMe')
    const methodId = methods.find(({ kind }) => kind === 'passphrase')?.methodId ?? ''
    const other = await owner.device.ask('putMethod', {
      params: { methodId },
      body: kit({ methodId }),
    })
    expect(other.body).toMatchObject({ code: 'object_refused', rule: 'method.kind' })
  })

  test('are never all removed', async () => {
    const { methods } = await owner.device.must('getMe')
    const codes = []
    for (const { methodId } of methods)
      codes.push((await owner.device.ask('deleteMethod', { params: { methodId } })).body.code)
    expect(codes).toEqual([undefined, 'last_method'])
  })
})

describe('sessions', () => {
  test('are listed with the one that asks, and end when they are told to', async () => {
    const second = await newDeviceOf(owner)
    const { sessions } = await owner.device.must('listSessions')
    expect(sessions.map(({ isCurrent, by }) => [by, isCurrent])).toEqual(
      expect.arrayContaining([
        ['sign-up', true],
        ['kit', false],
      ]),
    )
    const { sessionId } = second.session
    await owner.device.must('endSession', { params: { sessionId } })
    expect((await second.device.ask('getMe')).body.code).toBe('unauthenticated')
    const again = await owner.device.ask('endSession', { params: { sessionId } })
    expect(again.body.code).toBe('session_unknown')
  })

  test('can end themselves', async () => {
    const { sessionId } = owner.session
    await owner.device.must('endSession', { params: { sessionId } })
    expect((await owner.device.ask('getMe')).body.code).toBe('unauthenticated')
  })
})

describe('new keys', () => {
  async function change(more: object = {}) {
    const { keyset } = await makeSecrets('New')
    const keys = { epoch: 2, ...keyset.publicPart }
    const entry = await nextBy(owner, { kind: 'keys-changed', keys })
    const sealed = [1, 2].map((keysetEpoch) => ({
      keysetEpoch,
      accountKeyEpoch: 2,
      sealed: text(80),
    }))
    const methods = [kit({ accountKeyEpoch: 2 })]
    const body = { accountKeyEpoch: 2, entry, anchor: text(90), keysets: sealed, methods, ...more }
    return owner.device.ask('changeKeys', { body })
  }

  test('come all at once', async () => {
    const { status, body } = await change()
    expect([status, body.head.sequence]).toEqual([200, 1])
    const me = await owner.device.must('getMe')
    expect(me.accountKeyEpoch).toBe(2)
    expect(me.keysets.map(({ keysetEpoch }) => keysetEpoch)).toEqual([1, 2])
    expect(me.methods.map(({ kind }) => kind)).toEqual(['kit'])
  })

  test('leave no keyset behind, and skip no epoch', async () => {
    const one = [{ keysetEpoch: 2, accountKeyEpoch: 2, sealed: text(80) }]
    expect((await change({ keysets: one })).body).toMatchObject({ rule: 'keys.keysets' })
    const old = [1, 2].map((keysetEpoch) => ({
      keysetEpoch,
      accountKeyEpoch: 1,
      sealed: text(80),
    }))
    expect((await change({ keysets: old })).body).toMatchObject({ rule: 'keys.keysets' })
    expect((await change({ accountKeyEpoch: 3 })).body).toMatchObject({ rule: 'keys.epoch' })
    const methods = [kit({ accountKeyEpoch: 1 })]
    expect((await change({ methods })).body).toMatchObject({ rule: 'method.epoch' })
    const twice = kit({ accountKeyEpoch: 2 })
    expect((await change({ methods: [twice, twice] })).body).toMatchObject({
      rule: 'method.id-reused',
    })
  })

  test('are this device’s own entry, and of this kind', async () => {
    const entry = await nextBy(owner, { kind: 'workspace-renamed', name: 'Harbour' })
    expect((await change({ entry })).body).toMatchObject({ rule: 'author.device' })
  })
})
