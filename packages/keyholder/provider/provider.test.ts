import {
  callerAt,
  creationJson,
  judgeAssertion,
  judgeRegistration,
  requestJson,
} from '@keyward/testkit'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '@keyward/webauthn/client'
import { describe, expect, test } from 'vitest'
import { createAccount, rpIdsOf } from '../accounts.ts'
import type { AccountQuestion } from './person.ts'
import { type Behaviour, personWho, providerScene, type Scene } from '../cases/provider-scene.ts'
import { createPasskey, signIn } from './provider.ts'

const ORIGIN = 'https://perch.example'
const EXPECTED = { origin: ORIGIN, rpId: 'perch.example', requireUserVerification: true }
const EDIT = { at: 1_700_000_000_000, by: 'elsewhere' }

async function add(scene: Scene, behaviour?: Behaviour, changes: Record<string, unknown> = {}) {
  const json = creationJson(changes)
  const response = await createPasskey(scene.provider, personWho(scene, behaviour), {
    caller: callerAt(ORIGIN),
    options: creationOptionsFromJSON(json),
    surface: 'other',
  })
  return judgeRegistration(response, json['challenge'] as string, EXPECTED)
}

async function use(scene: Scene, behaviour?: Behaviour, changes: Record<string, unknown> = {}) {
  const json = requestJson(changes)
  const response = await signIn(scene.provider, personWho(scene, behaviour), {
    caller: callerAt(ORIGIN),
    options: requestOptionsFromJSON(json),
    surface: 'other',
  })
  return { response, challenge: json['challenge'] as string }
}

describe('creating a passkey', () => {
  test('in a new account: verified, chosen, saved, logged, and only then answered', async () => {
    const scene = providerScene()
    const passkey = await add(scene)
    expect(passkey.userVerified).toBe(true)
    expect(scene.asked).toEqual(['verify create', 'account'])
    const [[accountId, content] = []] = scene.vault.saved
    expect(content?.profile.username.value).toBe('studio@acme.example')
    expect(content?.profile.passkeys.has(passkey.id)).toBe(true)
    expect(content?.secrets.passkeys.get(passkey.id)?.privateKey).toBeDefined()
    expect(scene.vault.recorded).toMatchObject([
      { event: 'passkey-created', subject: { accountId } },
    ])
  })

  test('in an existing account: beside the passkeys that it has, none overwritten', async () => {
    const scene = providerScene()
    const first = await add(scene)
    const second = await add(scene, {
      account: ({ matching }) => ({ kind: 'existing', accountId: matching[0]!.accountId }),
    })
    expect(scene.vault.saved.size).toBe(1)
    const [content] = [...scene.vault.saved.values()]
    expect([...content!.profile.passkeys.keys()].toSorted()).toEqual(
      [first.id, second.id].toSorted(),
    )
  })

  test('only accounts that the member owns are offered', async () => {
    const scene = providerScene()
    const shared = createAccount(
      { appName: 'Perch', username: 'x', rpIds: ['perch.example'] },
      EDIT,
    )
    scene.vault.put('shared', shared, 'collaborator')
    await add(scene, {
      account: ({ matching, search, prefilled }) => {
        expect(matching).toEqual([])
        expect(search('perch')).toEqual([])
        return { kind: 'new', fields: prefilled }
      },
    })
  })

  test('a username that another account has is asked for again, and nothing typed is lost', async () => {
    const scene = providerScene()
    await add(scene)
    const answers = ['  STUDIO@acme.example ', 'other@acme.example']
    await add(scene, {
      account: ({ prefilled }) => ({
        kind: 'new',
        fields: { ...prefilled, username: answers.shift() ?? '' },
      }),
    })
    expect(scene.asked.slice(2)).toEqual(['verify create', 'account', 'account username-taken'])
    expect(scene.vault.saved.size).toBe(2)
  })

  test('while typing, the username is looked for among the accounts of the same RP', async () => {
    const scene = providerScene()
    const asked: (readonly string[])[] = []
    scene.vault.claimedLocally = async ({ profile }) => {
      asked.push(rpIdsOf(profile))
      return undefined
    }
    const typed: Promise<boolean>[] = []
    const account = ({ isUsernameFree }: AccountQuestion): undefined =>
      void typed.push(isUsernameFree({ appName: 'Perch', username: 'studio@acme.example' }))
    await expect(add(scene, { account })).rejects.toMatchObject({ name: 'NotAllowedError' })
    expect(await Promise.all(typed)).toEqual([true])
    expect(asked).toEqual([['perch.example']])
  })

  test('a username that the server has given to another is asked for again', async () => {
    const scene = providerScene()
    const given = [false, true]
    scene.vault.claimsOf = async () => ({ indexEpoch: 1, claims: [new Uint8Array(32)] })
    const provider = { ...scene.provider, reserve: async () => given.shift() }
    await add({ ...scene, provider })
    expect(scene.asked).toEqual(['verify create', 'account', 'account username-taken'])
  })

  test('nothing is kept when the person cancels, is not verified, or chooses nothing', async () => {
    for (const behaviour of [
      { verifies: 'cancelled' },
      { verifies: 'failed' },
      { account: () => undefined },
    ] as const) {
      const scene = providerScene()
      await expect(add(scene, behaviour)).rejects.toMatchObject({ name: 'NotAllowedError' })
      expect(scene.vault.saved.size + scene.vault.recorded.length).toBe(0)
    }
  })

  test('nothing of the vault is asked about before the person is verified', async () => {
    const scene = providerScene()
    await expect(add(scene, { verifies: 'failed' })).rejects.toThrow('not verified')
    expect(scene.asked).toEqual(['verify create'])
  })

  test('C93: the RP gets an error when the passkey could not be saved, and nothing is half made', async () => {
    const scene = providerScene()
    scene.vault.failNext(new Error('disk full'))
    await expect(add(scene)).rejects.toMatchObject({ rule: 'ceremony.not-saved' })
    expect(scene.vault.saved.size + scene.vault.recorded.length).toBe(0)
  })

  test('an excluded passkey is told only with the consent of the verified person', async () => {
    const scene = providerScene()
    const { id } = await add(scene)
    const changes = { excludeCredentials: [{ type: 'public-key', id }] }
    await expect(add(scene, {}, changes)).rejects.toMatchObject({ name: 'InvalidStateError' })
    expect(scene.asked.slice(2)).toEqual(['verify create', 'excluded'])
    await expect(add(scene, { confirmsExcluded: false }, changes)).rejects.toMatchObject({
      name: 'NotAllowedError',
    })
    expect(scene.vault.saved.size).toBe(1)
  })

  test('a closed gate is told before anything is asked', async () => {
    const scene = providerScene({ actor: { kind: 'person', role: 'guest' } })
    await expect(add(scene)).rejects.toMatchObject({
      rule: 'provider.gate',
      closed: { gate: 'workspace-role' },
      refusal: 'needs-account-creator',
    })
    expect(scene.asked).toEqual([])
  })
})

describe('signing in', () => {
  test('works with any account of the RP, the newest passkey offered first', async () => {
    const scene = providerScene()
    const first = await add(scene)
    const second = await add(scene, {}, { user: { id: 'BQUF', name: 'b', displayName: 'B' } })
    const { response, challenge } = await use(scene)
    expect(response.id).toBe(second.id)
    await judgeAssertion(response, challenge, second, EXPECTED)
    const other = await use(scene, { passkey: (ids) => ids.find((id) => id === first.id) })
    await judgeAssertion(other.response, other.challenge, first, EXPECTED)
    expect(scene.asked.slice(-2)).toEqual(['verify sign-in', 'passkey of 2'])
  })

  test('C107: each use is kept, with its account, before the RP is answered', async () => {
    const scene = providerScene()
    const { id } = await add(scene)
    await use(scene)
    const [[accountId, content] = []] = scene.vault.saved
    expect(scene.vault.recorded.at(-1)).toMatchObject({
      event: 'passkey-signed-in',
      subject: { accountId },
    })
    expect(content?.profile.passkeys.get(id)?.lastUsedAt).toBeGreaterThan(EDIT.at)
    scene.vault.failNext(new Error('disk full'))
    await expect(use(scene)).rejects.toThrow('disk full')
  })

  test('an allow list leaves what it names', async () => {
    const scene = providerScene()
    const first = await add(scene)
    await add(scene, {}, { user: { id: 'BQUF', name: 'b', displayName: 'B' } })
    const { response } = await use(
      scene,
      {},
      {
        allowCredentials: [{ type: 'public-key', id: first.id }],
      },
    )
    expect(response.id).toBe(first.id)
    expect(scene.asked.at(-1)).toBe('passkey of 1')
  })

  test('with no passkey for the RP nothing is asked', async () => {
    const scene = providerScene()
    await expect(use(scene)).rejects.toMatchObject({ rule: 'ceremony.no-credential' })
    expect(scene.asked).toEqual([])
  })
})
