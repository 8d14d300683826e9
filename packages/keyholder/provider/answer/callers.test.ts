import { encodeBase64url } from '@keyward/codec'
import { creationJson, judgeAssertion, judgeRegistration, requestJson } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { describe, expect, test } from 'vitest'
import {
  androidCreate,
  androidGet,
  APP,
  BROWSER,
  certificate,
  HASH,
  iosCreate,
  iosGet,
  systemScene,
  type SystemScene,
} from '../cases/system-scene.ts'
import { answerRequest } from './answer.ts'
import type { SystemPerson } from './ports.ts'

const APP_ORIGIN = `android:apk-key-hash:${certificate(1)}`
const EXPECTED = { rpId: 'perch.example', requireUserVerification: true }
const NATIVE = { ...EXPECTED, origin: APP_ORIGIN }

function lastJson<T>({ told }: SystemScene): T {
  const last = told.at(-1)
  if (typeof last !== 'object' || !('responseJson' in last)) throw new Error(`told: ${last}`)
  return JSON.parse(last.responseJson) as T
}

async function made(scene: SystemScene) {
  const json = creationJson({ rp: { id: 'perch.example', name: 'Perch' } })
  const request = androidCreate({ requestJson: JSON.stringify(json) })
  expect(await scene.answer(request)).toMatchObject({ outcome: 'completed' })
  const response = lastJson<RegistrationResponse>(scene)
  return judgeRegistration(response, json['challenge'] as string, NATIVE)
}

describe('an app on Android', () => {
  test('[C75] makes a passkey and signs in under the origin of its present signing key', async () => {
    const scene = systemScene()
    const passkey = await made(scene)
    const json = requestJson({ rpId: 'perch.example' })
    await scene.answer(androidGet({ requestJson: JSON.stringify(json) }))
    const response = lastJson<AuthenticationResponse>(scene)
    await judgeAssertion(response, json['challenge'] as string, passkey, NATIVE)
    expect(scene.asked).toEqual([
      'verify create',
      'account',
      'saved',
      'verify sign-in',
      'passkey of 1',
    ])
  })

  test('[C76] a hash that an app gives is ignored: it signs over its own client data', async () => {
    const scene = systemScene()
    await scene.answer(androidCreate({ clientDataHash: encodeBase64url(HASH) }))
    const { response } = lastJson<RegistrationResponse>(scene)
    const clientData = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString())
    expect(clientData).toMatchObject({ type: 'webauthn.create', origin: APP_ORIGIN })
  })

  test('[C77] [C74] a known app signs in without the network', async () => {
    const scene = systemScene()
    await made(scene)
    expect(scene.hosts).toEqual(['perch.example'])
    scene.links.clear()
    expect(await scene.answer(androidGet())).toMatchObject({ outcome: 'completed' })
    expect(scene.hosts).toEqual(['perch.example'])
  })

  test('[C73] an app that its site does not name gets nothing, unless the person allows it once', async () => {
    const scene = systemScene()
    scene.links.set('perch.example', { status: 404 })
    expect(await scene.answer(androidCreate())).toMatchObject({
      outcome: 'failed',
      code: 'security',
      error: { reason: 'not-linked' },
    })
    expect(scene.asked).toEqual([])
    expect(scene.hosts).toEqual(['perch.example', 'www.perch.example'])
    const once = { trusts: 'once' } as const
    expect(await scene.answer(androidCreate(), once)).toMatchObject({ outcome: 'completed' })
    expect(await scene.answer(androidGet())).toMatchObject({ code: 'security' })
    expect(scene.trustQuestions[0]).toEqual({
      reason: 'not-linked',
      packageName: APP.packageName,
      certificate: certificate(1),
      appName: 'Perch',
      rpId: 'perch.example',
    })
  })

  test('[C73] a site that can’t be asked now is asked again, and trust in the meantime is for once', async () => {
    const scene = systemScene()
    const links = new Map(scene.links)
    scene.links.clear()
    expect(await scene.answer(androidCreate(), { trusts: 'always' })).toMatchObject({
      outcome: 'completed',
    })
    expect(await scene.answer(androidGet())).toMatchObject({
      error: { reason: 'links-unreachable' },
    })
    const person: SystemPerson = {
      ...scene.person(),
      async trustApp(question) {
        scene.trustQuestions.push(question)
        for (const [host, answer] of links) scene.links.set(host, answer)
        return 'again'
      },
    }
    const before = scene.trustQuestions.length
    const { device, ports } = scene
    expect(await answerRequest(device, person, androidGet(), ports)).toMatchObject({
      outcome: 'completed',
    })
    expect(scene.trustQuestions.length - before).toBe(1)
    // From now on the site has said so.
    scene.links.clear()
    expect(await scene.answer(androidGet())).toMatchObject({ outcome: 'completed' })
  })

  test('[C71] trust counts for one package and signature: another signature is asked about again', async () => {
    const scene = systemScene()
    scene.links.set('perch.example', { status: 404 })
    await scene.answer(androidCreate(), { trusts: 'always' })
    expect(await scene.answer(androidGet())).toMatchObject({ outcome: 'completed' })
    expect(scene.trustQuestions).toHaveLength(1)
    const changed = { ...APP, certificates: [certificate(9), certificate(1)] }
    expect(await scene.answer(androidGet({ caller: changed }))).toMatchObject({
      code: 'security',
      error: { reason: 'signature-changed' },
    })
    await scene.answer(androidGet({ caller: changed }), { trusts: 'always' })
    expect(await scene.answer(androidGet({ caller: changed }))).toMatchObject({
      outcome: 'completed',
    })
    expect(await scene.answer(androidGet())).toMatchObject({
      error: { reason: 'signature-changed' },
    })
  })

  test('[C71] trust is not kept when the person was not verified after all', async () => {
    const scene = systemScene()
    scene.links.set('perch.example', { status: 404 })
    const failed = { trusts: 'always', verifies: 'failed' } as const
    expect(await scene.answer(androidCreate(), failed)).toMatchObject({ code: 'user_cancelled' })
    expect(scene.rows.held.size).toBe(0)
  })
})

describe('a browser on Android', () => {
  test('[C76] of the list signs over the hash that it gives, with a placeholder in its place', async () => {
    const scene = systemScene()
    const hashed = { caller: BROWSER, clientDataHash: encodeBase64url(HASH) }
    expect(await scene.answer(androidCreate(hashed))).toMatchObject({ outcome: 'completed' })
    const response = lastJson<RegistrationResponse>(scene)
    expect(response.response.clientDataJSON).toBe(encodeBase64url(new TextEncoder().encode('{}')))
    expect(response).toMatchObject({
      type: 'public-key',
      rawId: response.id,
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: { publicKeyAlgorithm: -7, transports: ['hybrid', 'internal'] },
    })
    expect(scene.hosts).toEqual([])
    await scene.answer(androidGet(hashed))
    expect(lastJson<AuthenticationResponse>(scene).response.clientDataJSON).toBe('e30')
  })

  test('without an RP ID in its options means the host of its page', async () => {
    const scene = systemScene()
    const hashed = { caller: BROWSER, clientDataHash: encodeBase64url(HASH) }
    await scene.answer(androidCreate(hashed, { rp: { name: 'Perch' } }))
    const [content] = [...scene.vault.saved.values()]
    const [passkey] = [...(content?.profile.passkeys.values() ?? [])]
    expect(passkey?.rpId).toBe('perch.example')
  })

  test('[C71] that is not on the list gets nothing, even with a certificate of it in its past', async () => {
    const scene = systemScene()
    const certificates = [certificate(3), certificate(2)]
    const caller = { ...BROWSER, certificates }
    expect(await scene.answer(androidCreate({ caller }))).toMatchObject({
      code: 'security',
      error: { reason: 'unknown-browser' },
    })
    expect(scene.trustQuestions).toMatchObject([{ rpId: '' }])
    expect(
      await scene.answer(androidCreate({ caller: { ...caller, certificates: [] } })),
    ).toMatchObject({ code: 'security', error: { reason: 'unsigned' } })
  })
})

describe('an iPhone', () => {
  test('[C87] hands over a checked RP ID and hash, and gets what it takes', async () => {
    const scene = systemScene()
    const outcome = await scene.answer(iosCreate())
    expect(outcome).toMatchObject({ outcome: 'completed' })
    const [created] = scene.told
    expect(created).toMatchObject({ rpId: 'perch.example', clientDataHash: encodeBase64url(HASH) })
    const { credentialId } = created as { credentialId: string }
    await scene.answer(iosGet({ allowedCredentials: [credentialId], chosen: { credentialId } }))
    expect(scene.told[1]).toMatchObject({ credentialId, userHandle: 'AQID' })
    expect(scene.asked.at(-1)).toBe('verify sign-in')
  })

  test('[C87] excluded passkeys and algorithms that are not there are answered as such', async () => {
    const scene = systemScene()
    const outcome = await scene.answer(iosCreate())
    const excludedCredentials = ['credentialId' in outcome ? outcome.credentialId : '']
    expect(await scene.answer(iosCreate({ excludedCredentials }))).toMatchObject({
      code: 'excluded',
    })
    expect(await scene.answer(iosCreate({ supportedAlgorithms: [-65535] }))).toMatchObject({
      code: 'unknown',
    })
    expect(scene.told.slice(1)).toEqual(['excluded', 'unknown'])
  })
})
