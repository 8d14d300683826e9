import { randomBytes } from 'node:crypto'
import { callerAt, testAuthenticator } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { RP_ID, register } from './cases/perch.ts'

function named(...ids: string[]): { excludeCredentials: unknown[] } {
  return { excludeCredentials: ids.map((id) => ({ type: 'public-key', id, transports: ['usb'] })) }
}

describe('[C21] excludeCredentials', () => {
  test('auth-08: a hit is an InvalidStateError after consent, and stores nothing', async () => {
    const authenticator = testAuthenticator()
    const { id } = await register(authenticator)
    await expect(
      register(authenticator, named(randomBytes(16).toString('base64url'), id)),
    ).rejects.toMatchObject({
      name: 'InvalidStateError',
    })
    expect(authenticator.gate.asked.map(({ kind }) => kind)).toEqual(['create', 'excluded'])
    expect(await authenticator.store.list(RP_ID)).toHaveLength(1)
  })

  test('without consent it looks like any other refusal', async () => {
    const { store } = await registered()
    const [source] = await store.list(RP_ID)
    const declining = testAuthenticator({ declines: true }, { store })
    const id = Buffer.from(source?.id ?? []).toString('base64url')
    await expect(register(declining, named(id))).rejects.toMatchObject({ name: 'NotAllowedError' })
  })

  test('auth-10: a passkey of another RP is not excluded', async () => {
    const authenticator = testAuthenticator()
    const { id } = await register(authenticator, {}, callerAt('https://elsewhere.example'))
    await register(authenticator, named(id))
    expect(await authenticator.store.list(RP_ID)).toHaveLength(1)
  })

  test('no match, an empty list, an empty store: the passkey is made', async () => {
    const authenticator = testAuthenticator()
    await register(authenticator, { excludeCredentials: [] })
    await register(authenticator, named('AAAA'))
    expect(await authenticator.store.list(RP_ID)).toHaveLength(2)
  })

  test('auth-11: wrong input is told before anybody is asked', async () => {
    const authenticator = await registered()
    const [source] = await authenticator.store.list(RP_ID)
    const id = Buffer.from(source?.id ?? []).toString('base64url')
    const asked = authenticator.gate.asked.length
    const pubKeyCredParams = [{ type: 'public-key', alg: 42 }]
    await expect(register(authenticator, { ...named(id), pubKeyCredParams })).rejects.toMatchObject(
      {
        name: 'NotSupportedError',
      },
    )
    expect(authenticator.gate.asked).toHaveLength(asked)
  })

  async function registered(): Promise<ReturnType<typeof testAuthenticator>> {
    const authenticator = testAuthenticator()
    await register(authenticator)
    return authenticator
  }
})

describe('[C22] a second registration for the same user', () => {
  test('keeps both passkeys, and the person is told of the first', async () => {
    const authenticator = testAuthenticator()
    const user = { id: 'dXNlcg', name: 'studio', displayName: 'Studio' }
    const first = await register(authenticator, { user })
    const second = await register(authenticator, { user })
    const kept = (await authenticator.store.list(RP_ID)).map(({ id }) =>
      Buffer.from(id).toString('base64url'),
    )
    expect(kept).toEqual([second.id, first.id])
    const [before, after] = authenticator.gate.asked.map((question) =>
      question.kind === 'create' ? question.existing.length : -1,
    )
    expect([before, after]).toEqual([0, 1])
  })
})
