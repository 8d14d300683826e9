import { creationJson, judgeAssertion, judgeRegistration, requestJson } from '@keyward/testkit'
import type {
  AuthenticationResponse,
  Client,
  RegistrationResponse,
  WellKnownResponse,
} from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { parseAuthenticatorData } from '@keyward/webauthn/data'
import { decodeBase64url } from '@keyward/codec'
import { DEFAULT_POLICIES } from '@keyward/workspace/rules'
import { describe, expect, test } from 'vitest'
import {
  pageCreate,
  pageGet,
  type SystemBehaviour,
  systemScene,
  type SystemScene,
} from '../cases/system-scene.ts'
import { answerRequest } from './answer.ts'
import type { SystemRequest } from '../system/types.ts'

const PERCH = { origin: 'https://perch.example' }
const SITE = { rpId: 'perch.example', ...PERCH }
const EMBEDDED = { allowedByPolicy: true, userActivation: true, topOrigin: 'https://news.example' }
const LIST = { origins: ['https://perch-ads.example'] }

/** A browser whose extension asks well-known addresses; none is asked unless the test gives answers. */
function browser(
  answers: Readonly<Record<string, WellKnownResponse>> = {},
  parts: Parameters<typeof systemScene>[0] = {},
  device: Parameters<typeof systemScene>[1] = {},
) {
  const fetched: string[] = []
  const client: Client = {
    suffixes: publicSuffixes,
    async fetchWellKnown({ url }) {
      fetched.push(url)
      const answer = answers[url]
      if (answer === undefined) throw new TypeError('unreachable')
      return answer
    },
  }
  const scene = systemScene({ client, ...parts }, device)
  const ports = { ...scene.ports, client: async () => client }
  const answer = (request: SystemRequest, behaviour: SystemBehaviour = {}) =>
    answerRequest(scene.device, scene.person(behaviour), request, ports)
  return { scene, answer, fetched }
}

function lastJson<T>({ told }: SystemScene): T {
  const last = told.at(-1)
  if (typeof last !== 'object' || !('responseJson' in last)) throw new Error(`told: ${last}`)
  return JSON.parse(last.responseJson) as T
}

function clientDataOf(scene: SystemScene): object {
  const { clientDataJSON } = lastJson<AuthenticationResponse>(scene).response
  return JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as object
}

function flagsOf(scene: SystemScene) {
  const { authenticatorData } = lastJson<AuthenticationResponse>(scene).response
  const { flags } = parseAuthenticatorData(decodeBase64url(authenticatorData))
  return { userPresent: (flags & 0x01) !== 0, userVerified: (flags & 0x04) !== 0 }
}

describe('a page', () => {
  test('[C7] makes a passkey and signs in under its own origin, without naming an RP ID', async () => {
    const { scene, answer } = browser()
    const json = creationJson({ rp: { name: 'Perch' } })
    await answer(pageCreate({ requestJson: JSON.stringify(json) }))
    const site = { ...SITE, requireUserVerification: true }
    const made = lastJson<RegistrationResponse>(scene)
    const passkey = await judgeRegistration(made, json['challenge'] as string, site)
    const { rpId: _, ...asked } = requestJson({ rpId: 'perch.example' })
    await answer(pageGet({ requestJson: JSON.stringify(asked) }))
    const used = lastJson<AuthenticationResponse>(scene)
    await judgeAssertion(used, asked['challenge'] as string, passkey, site)
    expect(clientDataOf(scene)).toMatchObject({ crossOrigin: false })
  })

  test.each([
    ['another site', 'https://perch.example.evil.example'],
    ['its parent, which is a public suffix', 'https://example'],
    ['no secure page', 'http://perch.example'],
    ['an opaque origin', 'null'],
    ['an app', 'android:apk-key-hash:AAAA'],
  ])('[C6] [C10] %s gets nothing, and nobody is asked', async (_, origin) => {
    const { scene, answer } = browser({}, {}, { provider: async () => undefined })
    expect(await answer(pageGet({ caller: { origin } }))).toMatchObject({ code: 'security' })
    expect(scene.asked).toEqual([])
    expect(scene.told).toEqual(['security'])
  })

  test('[C9] an origin that the RP lists as related signs in; without its list nobody is asked', async () => {
    const url = 'https://perch.example/.well-known/webauthn'
    const contentType = 'application/json'
    const body = JSON.stringify(LIST)
    const { scene, answer, fetched } = browser({ [url]: { status: 200, contentType, body } })
    const caller = { origin: 'https://perch-ads.example' }
    expect(await answer(pageCreate({ caller }))).toMatchObject({ outcome: 'completed' })
    expect(clientDataOf(scene)).toMatchObject(caller)
    expect(new Set(fetched)).toEqual(new Set([url]))
    const alone = browser()
    expect(await alone.answer(pageCreate({ caller }))).toMatchObject({ code: 'security' })
    expect(alone.scene.asked).toEqual([])
  })
})

describe('a frame of another origin than its page', () => {
  test('[C40] tells so, and in which page it is', async () => {
    const { scene, answer } = browser()
    const caller = { ...PERCH, embedding: EMBEDDED }
    await answer(pageCreate({ caller }))
    expect(clientDataOf(scene)).toMatchObject({
      crossOrigin: true,
      topOrigin: 'https://news.example',
    })
    await answer(pageGet({ caller }))
    expect(clientDataOf(scene)).toMatchObject({ type: 'webauthn.get', crossOrigin: true })
  })

  test('[C40] [C41] without the right in its policy, or creating without a click: nobody is asked', async () => {
    const { scene, answer } = browser()
    const policy = { ...PERCH, embedding: { ...EMBEDDED, allowedByPolicy: false } }
    const idle = { ...PERCH, embedding: { ...EMBEDDED, userActivation: false } }
    for (const request of [
      pageGet({ caller: policy }),
      pageCreate({ caller: policy }),
      pageCreate({ caller: idle }),
    ])
      expect(await answer(request)).toMatchObject({ outcome: 'failed', code: 'unknown' })
    expect(scene.asked).toEqual([])
    await answer(pageCreate())
    expect(await answer(pageGet({ caller: idle }))).toMatchObject({ outcome: 'completed' })
  })
})

describe('the person at a page’s request', () => {
  test('[C1] [C2] who only clicks is not verified, and enough where verification is discouraged', async () => {
    const { scene, answer } = browser()
    await answer(pageCreate())
    const discouraged = pageGet({}, { userVerification: 'discouraged' })
    const clicks = { verifies: 'present', choosesFirst: true } as const
    expect(await answer(discouraged, clicks)).toMatchObject({ outcome: 'completed' })
    expect(flagsOf(scene)).toMatchObject({ userPresent: true, userVerified: false })
    for (const userVerification of ['required', 'preferred', undefined, 'garbage'])
      expect(await answer(pageGet({}, { userVerification }), clicks)).toMatchObject({
        code: 'user_cancelled',
      })
  })

  test('[C66] chooses first where the vault is open before them, and is verified then', async () => {
    const { scene, answer } = browser()
    await answer(pageCreate())
    scene.asked.length = 0
    await answer(pageGet(), { choosesFirst: true })
    expect(scene.asked).toEqual(['passkey of 1', 'verify sign-in'])
    expect(flagsOf(scene)).toMatchObject({ userVerified: true })
    const leaves = { choosesFirst: true, passkey: () => undefined }
    expect(await answer(pageGet(), leaves)).toMatchObject({ code: 'user_cancelled' })
    for (const verifies of ['failed', 'cancelled'] as const)
      expect(await answer(pageGet(), { choosesFirst: true, verifies })).toMatchObject({
        code: 'user_cancelled',
      })
  })

  test('[C21] is asked before a page hears that it excludes a passkey that is here', async () => {
    const { scene, answer } = browser()
    const made = await answer(pageCreate())
    const id = 'credentialId' in made ? made.credentialId : ''
    const again = pageCreate({}, { excludeCredentials: [{ type: 'public-key', id }] })
    expect(await answer(again, { confirmsExcluded: false })).toMatchObject({
      code: 'user_cancelled',
    })
    expect(await answer(again)).toMatchObject({ code: 'excluded' })
    expect(scene.asked.filter((one) => one === 'excluded')).toHaveLength(2)
  })

  test('[C110] a policy that keeps new passkeys to the phone app holds here', async () => {
    const policies = { ...DEFAULT_POLICIES, createOn: 'mobile' as const }
    const { scene, answer } = browser({}, { policies })
    expect(await answer(pageCreate())).toMatchObject({
      error: { closed: { gate: 'create-here' } },
    })
    expect(scene.asked).toEqual([])
  })
})
