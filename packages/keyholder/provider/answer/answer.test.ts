import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { createAccount } from '../../accounts.ts'
import {
  androidCreate,
  iosCreate,
  iosGet,
  type SystemBehaviour,
  systemScene,
} from '../cases/system-scene.ts'
import { KeyholderError } from '../../error.ts'
import { unconfirmedPasskeys } from '../unconfirmed.ts'
import { answerRequest } from './answer.ts'
import type { SystemPerson } from './ports.ts'

/** Into the account that is there already: a second one may not have the same username. */
const BESIDE: SystemBehaviour = {
  account: ({ matching }) => ({ kind: 'existing', accountId: matching[0]!.accountId }),
}

describe('gates, in their order', () => {
  test('AutoFill off: nothing is asked', async () => {
    const scene = systemScene({}, { isProviderEnabled: false })
    expect(await scene.answer(iosCreate())).toMatchObject({
      error: { closed: { gate: 'provider-enabled' } },
    })
    expect(scene.asked).toEqual([])
  })

  test('[C92] a role that may not create is refused before biometrics are asked for', async () => {
    const parts = { actor: { kind: 'person', role: 'guest' } } as const
    const scene = systemScene(parts, { isVerificationSetUp: false })
    expect(await scene.answer(iosCreate())).toMatchObject({
      code: 'unknown',
      error: { closed: { gate: 'workspace-role' } },
    })
    expect(scene.asked).toEqual([])
  })

  test('biometrics off: turned on, the same request goes on, and nobody is verified twice', async () => {
    const scene = systemScene({}, { isVerificationSetUp: false })
    const turnsOn = { outcome: 'on', verified: 'biometric' } as const
    expect(await scene.answer(iosCreate(), { turnsOn })).toMatchObject({ outcome: 'completed' })
    expect(scene.asked).toEqual(['biometrics', 'account', 'saved'])
  })

  test.each(['cancelled', 'open-app'] as const)(
    'biometrics off and %s: the request ends as cancelled',
    async (outcome) => {
      const scene = systemScene({}, { isVerificationSetUp: false })
      await scene.answer(iosCreate(), { turnsOn: { outcome } })
      expect(scene.told).toEqual(['user_cancelled'])
      expect(scene.asked).toEqual(['biometrics'])
    },
  )

  test('[C91] locked: one verification unlocks and answers', async () => {
    const inner = systemScene()
    let isOpen = false
    const scene = systemScene({}, { provider: async () => (isOpen ? inner.provider : undefined) })
    const person = scene.person()
    const unlocking = {
      ...person,
      async verify(purpose: Parameters<typeof person.verify>[0]) {
        isOpen = true
        return person.verify(purpose)
      },
    }
    const answered = await answerRequest(scene.device, unlocking, iosCreate(), scene.ports)
    expect(answered).toMatchObject({ outcome: 'completed' })
    expect(scene.asked.filter((one) => one.startsWith('verify'))).toHaveLength(1)
  })

  test('[C82] who is not verified sees nothing of the vault, and nothing is signed', async () => {
    const scene = systemScene()
    await scene.answer(iosCreate())
    scene.asked.length = 0
    for (const verifies of ['failed', 'cancelled'] as const) {
      expect(await scene.answer(iosGet(), { verifies })).toMatchObject({ code: 'user_cancelled' })
      expect(scene.asked.splice(0)).toEqual(['verify sign-in'])
    }
  })
})

describe('choices', () => {
  test('[C79] [C89] what was tapped in the menu is used, unless it does not fit the request', async () => {
    const scene = systemScene()
    const first = await scene.answer(iosCreate())
    const second = await scene.answer(iosCreate({ userHandle: 'BQUF' }), BESIDE)
    const [a, b] = [first, second].map((one) => ('credentialId' in one ? one.credentialId : ''))
    await scene.answer(iosGet({ chosen: { credentialId: a! } }))
    expect(scene.told.at(-1)).toMatchObject({ credentialId: a })
    expect(scene.asked.at(-1)).toBe('verify sign-in')
    await scene.answer(iosGet({ chosen: { credentialId: a! }, allowedCredentials: [b!] }))
    expect(scene.told.at(-1)).toMatchObject({ credentialId: b })
    expect(scene.asked.at(-1)).toBe('passkey of 1')
    expect(await scene.answer(iosGet({ rpId: 'other.example' }))).toMatchObject({
      code: 'no_credential',
    })
  })

  test('[C92] an account of which the member is no Owner takes no passkey, not even when tapped', async () => {
    const scene = systemScene()
    const content = createAccount({ appName: 'Perch', username: 'x' }, { at: 1, by: 'd' })
    const accountId = encodeBase64url(new Uint8Array(16).fill(3))
    scene.vault.put(accountId, content, 'manager')
    await scene.answer(iosCreate({ chosen: { accountId } }))
    expect(scene.asked).toContain('account')
    expect(scene.vault.saved.get(accountId)?.profile.passkeys.size).toBe(0)
  })
})

describe('ends', () => {
  test('cancelled by the system at any question: it is told so, and nothing is kept', async () => {
    for (const at of ['verify', 'chooseAccount', 'turnOnBiometrics', 'trustApp'] as const) {
      const isVerificationSetUp = at !== 'turnOnBiometrics'
      const scene = systemScene({}, { isVerificationSetUp })
      scene.links.clear()
      const stop = new AbortController()
      const person = {
        ...scene.person({ trusts: 'once' }),
        [at]() {
          stop.abort()
          return new Promise<never>(() => {})
        },
      }
      const request = androidCreate()
      const { device, ports } = scene
      const answered = await answerRequest(device, person, request, ports, stop.signal)
      expect(answered, at).toMatchObject({ outcome: 'failed', code: 'user_cancelled' })
      expect(scene.vault.saved.size).toBe(0)
    }
  })

  test('who was removed while a passkey was saved gets no answer for the site to count on', async () => {
    for (const rule of ['session.none', 'session.removed'] as const) {
      const inner = systemScene()
      let isHere = true
      const provider = async () => {
        if (isHere) return inner.provider
        throw new KeyholderError(rule, 'Removed.')
      }
      const scene = systemScene({}, { provider })
      const person = { ...scene.person(), passkeySaved: async () => void (isHere = false) }
      const { device, ports } = scene
      expect(await answerRequest(device, person, iosCreate(), ports)).toMatchObject({
        outcome: 'failed',
        error: { rule },
      })
      expect(scene.told).toEqual(['unknown'])
    }
  })

  test('conditional creation, which nobody would see, asks for a screen', async () => {
    const scene = systemScene()
    expect(await scene.answer(iosCreate({ isConditional: true }))).toMatchObject({
      code: 'interaction_required',
    })
  })

  test('options that are not JSON, or no options, are an error of the app', async () => {
    const scene = systemScene()
    for (const requestJson of ['{', '[]', '{}', 'null', '"'])
      expect(await scene.answer(androidCreate({ requestJson }))).toMatchObject({ code: 'unknown' })
    expect(scene.asked).toEqual([])
  })

  test('[C88] a passkey whose answer could not be delivered is kept and marked', async () => {
    const scene = systemScene()
    const gone = { ...scene.ports, complete: () => Promise.reject(new Error('gone')) }
    const answered = await answerRequest(scene.device, scene.person(), iosCreate(), gone)
    expect(answered).toMatchObject({ outcome: 'undelivered' })
    const { vault, rows } = scene
    const [marked] = await unconfirmedPasskeys(rows, vault, 0)
    expect(marked).toMatchObject({ rpId: 'perch.example' })
    const { credentialId = '' } = marked ?? {}
    expect(decodeBase64url(credentialId).length).toBeGreaterThan(15)
    // A choice says so.
    const offered: unknown[] = []
    const person: SystemPerson = {
      ...scene.person(),
      choosePasskey: async ({ candidates }) => void offered.push(...candidates),
    }
    await answerRequest(scene.device, person, iosGet(), scene.ports)
    expect(offered).toMatchObject([{ credentialId, isUnconfirmed: true }])
    // An app that names it has received it after all.
    await scene.answer(iosGet({ allowedCredentials: [credentialId] }))
    expect(await unconfirmedPasskeys(rows, vault, 0)).toEqual([])
  })

  test('[C88] a delivered passkey has no mark, and a mark without its passkey goes in time', async () => {
    const scene = systemScene()
    await scene.answer(iosCreate())
    const { vault, rows } = scene
    expect(await unconfirmedPasskeys(rows, vault, 0)).toEqual([])
    vault.failNext(new Error('disk full'))
    expect(await scene.answer(iosCreate(), BESIDE)).toMatchObject({ code: 'unknown' })
    const before = rows.held.get('provider/unconfirmed')
    expect(await unconfirmedPasskeys(rows, vault, 0)).toEqual([])
    expect(rows.held.get('provider/unconfirmed')).toEqual(before)
    await unconfirmedPasskeys(rows, vault, Date.parse('2100-01-01'))
    expect(rows.held.get('provider/unconfirmed')).not.toEqual(before)
  })
})
