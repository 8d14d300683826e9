import { decodeBase64url, decodeUtf8, encodeBase64url } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { describe, expect, test } from 'vitest'
import { APP, CREATION, LISTING, PAGE, readyDevice, REQUEST, taken } from '../../cases/ceremony.ts'
import { changeDevice } from '../device.ts'
import { EMPTY_LISTING } from '../listing.ts'
import { beginCeremony, type Ceremony, type CeremonyEvent, stepCeremony } from './ceremony.ts'
import { menuFor } from './menu.ts'
import { OptionsError } from './options.ts'
import { takeRequest } from './request.ts'

const ios = readyDevice('face-id')
const android = readyDevice('fingerprint')

function begin(device = ios, caller = APP, kind: 'create' | 'get' = 'create'): Ceremony {
  const request = taken(device, caller, kind)
  return beginCeremony(request, menuFor(device, LISTING, request))
}

function after(start: Ceremony, ...events: CeremonyEvent[]): Ceremony {
  return events.reduce((ceremony, event) => {
    const next = stepCeremony(ceremony, event)?.next
    if (!next) throw new Error(`${event.type} ended the request.`)
    return next
  }, start)
}

function inProvider(device = ios, caller = APP, kind: 'create' | 'get' = 'create') {
  const first = { type: 'select', id: kind === 'create' ? 'keyward' : 'passkey-AQID' } as const
  const chosen =
    device.platform === 'android' && kind === 'create'
      ? [{ type: 'show-others' } as const, { type: 'select', id: 'account-a1' } as const]
      : [first]
  const ceremony = after(begin(device, caller, kind), ...chosen, { type: 'continue' })
  if (ceremony.phase !== 'provider') throw new Error('The provider was not asked.')
  return ceremony
}

function clientDataOf(response: Readonly<Record<string, unknown>> | undefined) {
  const { clientDataJSON } = (response?.['response'] ?? {}) as { clientDataJSON: string }
  return JSON.parse(decodeUtf8(decodeBase64url(clientDataJSON))) as Record<string, unknown>
}

describe('the menu', () => {
  const rows = (device: typeof ios, kind: 'create' | 'get', listing = LISTING) => {
    const menu = menuFor(device, listing, taken(device, APP, kind))
    return [menu.rows.map(({ id }) => id), menu.others.map(({ id }) => id), menu.selected]
  }

  test('iOS lists the managers that are on, and passkeys that were listed', () => {
    expect(rows(ios, 'create')).toEqual([['keyward', 'built-in'], [], 'keyward'])
    const passkeys = ['passkey-BAUG', 'passkey-AQID']
    expect(rows(ios, 'get')).toEqual([passkeys, ['keyward', 'built-in'], 'passkey-BAUG'])
  })

  test('Android has Keyward under "More options" until it was used, then first', () => {
    expect(rows(android, 'create')).toEqual([['built-in'], ['keyward', 'account-a1'], 'built-in'])
    const used = changeDevice(android, { type: 'used-keyward' })
    expect(rows(used, 'create')).toEqual([['keyward'], ['account-a1', 'built-in'], 'keyward'])
    expect(rows(used, 'create', EMPTY_LISTING)).toEqual([['keyward'], ['built-in'], 'keyward'])
  })

  test('with nothing listed the managers themselves are offered', () => {
    expect(rows(ios, 'get', EMPTY_LISTING)).toEqual([['keyward', 'built-in'], [], 'keyward'])
  })

  test('Keyward is not there when it is off or the system too old, and it says why', () => {
    for (const kind of ['create', 'get'] as const) {
      const off = changeDevice(ios, { type: 'manager', manager: 'keyward', on: false })
      expect(rows(off, kind)).toEqual([['built-in'], [], 'built-in'])
      expect(menuFor(off, LISTING, taken(off, APP, kind)).absence).toContain('turned off')
      const old = readyDevice('touch-id', 16)
      expect(rows(old, kind)).toEqual([['built-in'], [], 'built-in'])
      expect(menuFor(old, LISTING, taken(old, APP, kind)).absence).toContain('iOS 17 or later')
    }
  })

  test('a row that is not shown cannot be chosen', () => {
    const menu = begin(android)
    expect(stepCeremony(menu, { type: 'select', id: 'account-a1' })).toBeUndefined()
    expect(stepCeremony(menu, { type: 'select', id: 'nothing' })).toBeUndefined()
  })

  test('the built-in manager keeps nothing, and leads back to the menu', () => {
    const explained = after(begin(android), { type: 'continue' })
    expect(explained.phase).toBe('built-in')
    expect(after(explained, { type: 'back' }).phase).toBe('menu')
  })
})

describe('what the provider is asked', () => {
  test('iOS hands over the RP ID and the hash of client data of https and the RP ID', () => {
    const { handedOn, request } = inProvider()
    const clientData = decodeBase64url(request.clientData?.json ?? '')
    expect(JSON.parse(decodeUtf8(clientData))).toEqual({
      type: 'webauthn.create',
      challenge: CREATION.challenge,
      origin: 'https://perch.localhost',
      crossOrigin: false,
    })
    expect(handedOn).toEqual({
      requestId: 'request-1',
      platform: 'ios',
      kind: 'create',
      rpId: 'perch.localhost',
      clientDataHash: encodeBase64url(sha256(clientData)),
      userVerification: 'required',
      userName: 'dana',
      userDisplayName: 'Dana',
      userHandle: 'dXNlcg',
      supportedAlgorithms: [-7],
      excludedCredentials: ['AQID'],
      appName: 'Perch',
    })
  })

  test('an Android app is named by package and certificate, without origin and hash', () => {
    const { handedOn } = inProvider(android)
    expect(handedOn).toMatchObject({
      platform: 'android',
      chosen: { accountId: 'a1' },
      caller: { packageName: 'example.perch.app', certificates: [expect.stringMatching(/^7p2P4/)] },
    })
    expect(handedOn).not.toHaveProperty('clientDataHash')
    expect(handedOn).not.toHaveProperty('caller.origin')
  })

  test('an Android browser sets the page’s origin and a hash', () => {
    const { handedOn, request } = inProvider(android, PAGE, 'get')
    expect(handedOn).toMatchObject({
      clientDataHash: request.clientData?.hash,
      chosen: { credentialId: 'AQID' },
      caller: { packageName: 'org.chromium.chrome', origin: 'http://perch.localhost:8701' },
    })
    const unheard = changeDevice(android, { type: 'browser-listed', on: false })
    expect(inProvider(unheard, PAGE, 'get').handedOn).toMatchObject({
      caller: { packageName: 'example.unheard.browser' },
    })
  })

  test.each([
    ['an RP ID of somebody else', { rpId: 'other.localhost' }],
    ['an RP ID of one label', { rpId: 'localhost' }],
    ['an RP ID that only ends alike', { rpId: 'erch.localhost' }],
    ['no challenge', { challenge: undefined }],
    ['a challenge that is not base64url', { challenge: 'a+b' }],
  ])('%s is refused before any manager hears of it', (_, change) => {
    for (const caller of [APP, PAGE]) {
      const asked = { kind: 'get', options: { ...REQUEST, ...change } } as const
      expect(() => takeRequest(ios, caller, 'r', asked)).toThrow(OptionsError)
    }
  })

  test('a page may leave its RP ID out, and it is put in; an app may not', () => {
    const { rpId: _rpId, ...options } = REQUEST
    const request = takeRequest(android, PAGE, 'r', { kind: 'get', options })
    expect(JSON.parse(request.requestJson)).toMatchObject({ rpId: 'perch.localhost' })
    expect(() => takeRequest(android, APP, 'r', { kind: 'get', options })).toThrow(OptionsError)
  })
})

describe('what the app is answered', () => {
  const complete = (ceremony: Ceremony, result: object) =>
    stepCeremony(ceremony, { type: 'complete', requestId: 'request-1', result: result as never })

  test('iOS: a credential as JSON around the client data that was signed', () => {
    const ceremony = inProvider(ios, APP, 'get')
    const { rpId, clientData } = ceremony.request
    const step = complete(ceremony, {
      credentialId: 'AQID',
      userHandle: 'dXNlcg',
      rpId,
      signature: 'c2ln',
      authenticatorData: 'ZGF0YQ',
      clientDataHash: clientData?.hash,
    })
    expect(step?.next).toBeNull()
    if (!step?.answer?.ok) throw new Error('The answer was refused.')
    expect(step.answer.response).toMatchObject({ id: 'AQID', rawId: 'AQID', type: 'public-key' })
    expect(clientDataOf(step.answer.response)['origin']).toBe('https://perch.localhost')
  })

  test('iOS: an answer for another RP ID, hash or kind is none', () => {
    const ceremony = inProvider()
    const { rpId, clientData } = ceremony.request
    const right = {
      credentialId: 'AQID',
      attestationObject: 'YQ',
      rpId,
      clientDataHash: clientData?.hash,
    }
    expect(complete(ceremony, right)?.answer?.ok).toBe(true)
    for (const wrong of [
      { ...right, rpId: 'x.test' },
      { ...right, clientDataHash: 'AAAA' },
      { responseJson: '{}' },
      { ...right, attestationObject: undefined, signature: 'YQ' },
    ]) {
      const { attestationObject, ...rest } = { attestationObject: undefined, ...wrong }
      const sent = attestationObject === undefined ? rest : wrong
      expect(complete(ceremony, sent)?.answer).toMatchObject({
        ok: false,
        error: { name: 'ASAuthorizationError.failed' },
      })
    }
  })

  const credential = { id: 'AQID', response: { clientDataJSON: 'e30', signature: 'YQ' } }

  test('Android: an app gets the provider’s JSON as it is', () => {
    const step = complete(inProvider(android), { responseJson: JSON.stringify(credential) })
    expect(step?.answer).toEqual({ ok: true, response: credential })
  })

  test('Android: the browser puts the real client data in the place of the placeholder', () => {
    const ceremony = inProvider(android, PAGE, 'get')
    const step = complete(ceremony, { responseJson: JSON.stringify(credential) })
    if (!step?.answer?.ok) throw new Error('The answer was refused.')
    expect(clientDataOf(step.answer.response)['origin']).toBe('http://perch.localhost:8701')
  })

  test.each(['', '[]', 'null', '{"id":1}', '{"id":"AQID"}'])(
    'Android: %j is no credential',
    (responseJson) => {
      expect(complete(inProvider(android), { responseJson })?.answer?.ok).toBe(false)
    },
  )

  test('an answer to another request changes nothing', () => {
    const other = { type: 'fail', requestId: 'request-0', code: 'unknown' } as const
    expect(stepCeremony(inProvider(), other)).toBeUndefined()
    expect(stepCeremony(begin(), { ...other, requestId: 'request-1' })).toBeUndefined()
  })
})

describe('how a request ends without a passkey', () => {
  const fail = (code: 'user_cancelled' | 'no_credential' | 'excluded' | 'security') =>
    ({ type: 'fail', requestId: 'request-1', code }) as const

  test.each([
    [ios, APP, 'user_cancelled', 'ASAuthorizationError.canceled'],
    [ios, APP, 'excluded', 'ASAuthorizationError.matchedExcludedCredential'],
    [
      android,
      APP,
      'user_cancelled',
      'android.credentials.CreateCredentialException.TYPE_USER_CANCELED',
    ],
    [
      android,
      APP,
      'excluded',
      'androidx.credentials.TYPE_CREATE_PUBLIC_KEY_CREDENTIAL_DOM_EXCEPTION/androidx.credentials.TYPE_INVALID_STATE_ERROR',
    ],
    [android, PAGE, 'excluded', 'InvalidStateError'],
    [ios, PAGE, 'security', 'SecurityError'],
    [ios, PAGE, 'no_credential', 'NotAllowedError'],
  ] as const)('each platform has its own word for it', (device, caller, code, name) => {
    const step = stepCeremony(inProvider(device, caller), fail(code))
    expect(step).toMatchObject({ next: null, answer: { ok: false, error: { name } } })
  })

  test('killed: iOS ends the request, Android shows its menu again', () => {
    const killed = { type: 'provider-killed' } as const
    expect(stepCeremony(inProvider(ios), killed)).toMatchObject({
      next: null,
      answer: { ok: false },
    })
    expect(stepCeremony(inProvider(android), killed)?.next?.phase).toBe('menu')
    expect(stepCeremony(begin(), killed)).toBeUndefined()
  })

  test.each(['cancel', 'timeout'] as const)('%s tells the app, and an open sheet', (type) => {
    expect(stepCeremony(begin(), { type })).toMatchObject({ next: null, answer: { ok: false } })
    expect(stepCeremony(begin(), { type })).not.toHaveProperty('takesBack')
    expect(stepCeremony(inProvider(), { type })?.takesBack).toBe(true)
  })

  test('an app that is gone is told nothing; the sheet is', () => {
    const step = stepCeremony(inProvider(), { type: 'caller-gone' })
    expect(step).toEqual({ next: null, takesBack: true })
  })
})
