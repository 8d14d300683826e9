import { callerAt, requestJson, testAuthenticator, testClient } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import type { CredentialSource } from '../../authenticator/credential-source.ts'
import { memoryStore } from '../../authenticator/memory-store.ts'
import type { Authenticator } from '../../authenticator/ports.ts'
import { parseAuthenticatorData } from '../../data/authenticator-data.ts'
import { forPage } from '../for-page.ts'
import { get } from '../get.ts'
import { requestOptionsFromJSON } from '../options/json.ts'
import { RP_ID, register, signIn } from './cases/perch.ts'

function allow(...ids: string[]): { allowCredentials: unknown[] } {
  return { allowCredentials: ids.map((id) => ({ type: 'public-key', id })) }
}

async function onlySource(authenticator: Authenticator): Promise<CredentialSource> {
  const [source] = await authenticator.store.list(RP_ID)
  if (source === undefined) throw new Error('no passkey')
  return source
}

describe('get', () => {
  test('auth-04: flags 0x19 without verification, 37 bytes', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    const unverified = testAuthenticator(
      { verification: 'unavailable' },
      { store: authenticator.store },
    )
    const data = Buffer.from((await signIn(unverified)).response.authenticatorData, 'base64url')
    expect([data.length, data[32]]).toEqual([37, 0x19])
  })

  test('auth-07 [C27]: a stored counter of 9000 becomes 9001, in the answer and in the store', async () => {
    const { authenticator, source } = await withCounter(9000)
    const { response } = await signIn(authenticator)
    const data = Buffer.from(response.authenticatorData, 'base64url')
    expect(data.subarray(33).toString('hex')).toBe('00002329')
    expect((await authenticator.store.find(RP_ID, source.id))?.signCount).toBe(9001)
  })

  test('[C27] with a clock, devices that never met hand out ever higher counters', async () => {
    const { authenticator, source } = await withCounter(9000)
    const counts: number[] = []
    for (const now of [1_700_000_000_000, 1_700_000_000_500, 1_700_000_060_000]) {
      const device = testAuthenticator(
        {},
        { store: memoryStore([{ ...source, signCount: counts.at(-1) ?? 9000 }]), now: () => now },
      )
      const { response } = await signIn(device)
      counts.push(
        parseAuthenticatorData(Buffer.from(response.authenticatorData, 'base64url')).signCount,
      )
    }
    expect(counts).toEqual([1_700_000_000, 1_700_000_001, 1_700_000_060])
    expect(authenticator.gate.asked).toEqual([])
  })

  test('[C27] a counter at its end stays there, and a hundred sign-ins at once get a hundred counters', async () => {
    const atEnd = await withCounter(0xffffffff)
    const { response } = await signIn(atEnd.authenticator)
    expect(
      parseAuthenticatorData(Buffer.from(response.authenticatorData, 'base64url')).signCount,
    ).toBe(0xffffffff)
    const { authenticator } = await withCounter(10)
    const all = await Promise.all(Array.from({ length: 100 }, () => signIn(authenticator)))
    const counts = all.map(
      (got) =>
        parseAuthenticatorData(Buffer.from(got.response.authenticatorData, 'base64url')).signCount,
    )
    expect(new Set(counts).size).toBe(100)
  })

  async function withCounter(signCount: number): Promise<{
    authenticator: Authenticator & { gate: { asked: unknown[] } }
    source: CredentialSource
  }> {
    const made = testAuthenticator()
    await register(made)
    const source = { ...(await onlySource(made)), signCount }
    return { authenticator: testAuthenticator({}, { store: memoryStore([source]) }), source }
  }

  test('auth-13: a known ID of another RP is no candidate', async () => {
    const authenticator = testAuthenticator()
    const { id } = await register(authenticator)
    const elsewhere = get(testClient, authenticator, {
      caller: callerAt('https://elsewhere.example'),
      options: requestOptionsFromJSON(requestJson(allow(id))),
    })
    await expect(elsewhere).rejects.toMatchObject({ name: 'NotAllowedError' })
  })

  test('auth-14: nothing here is a NotAllowedError without a prompt (every passkey here is discoverable)', async () => {
    const authenticator = testAuthenticator()
    await expect(signIn(authenticator)).rejects.toMatchObject({ name: 'NotAllowedError' })
    expect(authenticator.gate.asked).toEqual([])
  })

  test('auth-16: all allowed passkeys are offered, once each, and the person chooses', async () => {
    const authenticator = testAuthenticator({ choose: (candidates) => candidates.at(-1) })
    const [first, second, third] = [
      await register(authenticator),
      await register(authenticator),
      await register(authenticator),
    ]
    const got = await signIn(authenticator, allow(first.id, second.id, first.id))
    expect(got.id).toBe(second.id)
    const question = authenticator.gate.asked.at(-1)
    const offered =
      question?.kind === 'sign-in'
        ? question.candidates.map(({ id }) => Buffer.from(id).toString('base64url'))
        : []
    expect(offered).toEqual([first.id, second.id])
    expect(offered).not.toContain(third.id)
  })

  test('a choice that was not offered is refused', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    const source = await onlySource(authenticator)
    const lying = testAuthenticator(
      { choose: () => ({ ...source }) },
      { store: authenticator.store },
    )
    await expect(signIn(lying)).rejects.toMatchObject({ rule: 'ceremony.declined' })
  })

  test('auth-17: a person who cancels is a NotAllowedError, at create and at get', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator)
    const declining = testAuthenticator({ declines: true }, { store: authenticator.store })
    await expect(signIn(declining)).rejects.toMatchObject({ name: 'NotAllowedError' })
    await expect(register(declining)).rejects.toMatchObject({ name: 'NotAllowedError' })
    expect(await authenticator.store.list(RP_ID)).toHaveLength(1)
  })

  test('[C31] a page cannot tell "no match" from "cancelled" or "not verified"', async () => {
    const authenticator = testAuthenticator()
    const { id } = await register(authenticator)
    const { store } = authenticator
    const refusals = await Promise.all(
      [
        signIn(testAuthenticator()),
        signIn(testAuthenticator({ declines: true }, { store }), allow(id)),
        signIn(testAuthenticator({ verification: 'fail' }, { store }), allow(id)),
        signIn(
          testAuthenticator({}, { store, signer: { algorithms: [], makeKey: never, sign: never } }),
          allow(id),
        ),
      ].map((ceremony) => ceremony.then(() => ({ name: 'no refusal' }), forPage)),
    )
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1)
    expect(refusals[0]?.name).toBe('NotAllowedError')
  })

  test('[C25] the user handle comes back byte for byte, with and without an allow list', async () => {
    for (const length of [1, 16, 64]) {
      const authenticator = testAuthenticator()
      const user = {
        id: Buffer.alloc(length, 0xfb).toString('base64url'),
        name: 'a',
        displayName: 'A',
      }
      const { id } = await register(authenticator, { user })
      expect((await signIn(authenticator)).response.userHandle).toBe(user.id)
      expect((await signIn(authenticator, allow(id))).response.userHandle).toBe(user.id)
    }
  })
})

function never(): Promise<never> {
  return Promise.reject(new Error('the signer is gone'))
}
