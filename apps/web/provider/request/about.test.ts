import type { AndroidCreate, BrowserGet, IosGet } from '@keyward/channel'
import { decodeUtf8, encodeUtf8 } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { aboutRequest } from './about.ts'

const HASH = 'AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM'
const OPTIONS = '{"rp":{"id":"perch.example","name":"Perch"}}'

const ANDROID: AndroidCreate = {
  requestId: 'r1',
  platform: 'android',
  kind: 'create',
  requestJson: OPTIONS,
  caller: { packageName: 'example.perch', certificates: [HASH], appName: 'Perch' },
}

const IOS: IosGet = {
  requestId: 'r2',
  platform: 'ios',
  kind: 'get',
  rpId: 'perch.example',
  clientDataHash: HASH,
  userVerification: 'required',
  allowedCredentials: [],
}

describe('what is shown of a request before it is looked into', () => {
  test('an Android app is called as the system names it, and is not checked yet', () => {
    expect(aboutRequest(ANDROID)).toEqual({
      kind: 'create',
      platform: 'android',
      app: 'Perch',
      address: 'perch.example',
      isChecked: false,
    })
  })

  test('a browser is no app: the site asks', () => {
    const { appName, ...caller } = { ...ANDROID.caller, origin: 'https://login.perch.example' }
    const browser = { ...ANDROID, caller: { ...caller, appName: appName ?? '' } }
    expect(aboutRequest(browser)).toMatchObject({ app: 'perch.example' })
    expect(aboutRequest({ ...browser, requestJson: '{}' })).toMatchObject({
      app: 'login.perch.example',
    })
  })

  test('an iPhone has checked who asks', () => {
    expect(aboutRequest(IOS)).toMatchObject({ app: 'perch.example', isChecked: true })
  })

  test('a page is called by its address, and by its own name where it makes a passkey', () => {
    const caller = { origin: 'https://perch.example', siteName: 'Your bank' }
    const get = {
      requestId: 'r3',
      platform: 'browser',
      kind: 'get',
      requestJson: '{}',
      caller,
    } as const
    expect(aboutRequest(get)).toEqual({
      kind: 'get',
      platform: 'browser',
      app: 'perch.example',
      address: 'perch.example',
      isChecked: false,
    })
    const create = { ...get, kind: 'create', requestJson: OPTIONS } as const
    expect(aboutRequest(create)).toMatchObject({ app: 'Perch', address: 'perch.example' })
    const long = JSON.stringify({ rp: { name: ` ${'x'.repeat(99)}` } })
    expect(aboutRequest({ ...create, requestJson: long }).app).toBe('x'.repeat(64))
  })

  test('[C40] another host than the address, and the page around a frame, are told', () => {
    const embedding = {
      allowedByPolicy: true,
      userActivation: true,
      topOrigin: 'https://news.example',
    }
    const page = (caller: BrowserGet['caller']) =>
      aboutRequest({
        requestId: 'r4',
        platform: 'browser',
        kind: 'get',
        requestJson: '{"rpId":"perch.example"}',
        caller,
      }).from
    expect(page({ origin: 'https://perch.example' })).toBeUndefined()
    expect(page({ origin: 'https://ads.perch.example' })).toEqual({
      host: 'ads.perch.example',
      top: '',
    })
    expect(page({ origin: 'https://perch.example', embedding })).toEqual({
      host: 'perch.example',
      top: 'news.example',
    })
  })

  test('options of any form give a name and an address, and never throw', () => {
    const outcome = fuzzParser({
      name: 'the request of an Android app',
      samples: [encodeUtf8(OPTIONS), encodeUtf8('{"rpId":"perch.example"}'), encodeUtf8('[]')],
      parse: (bytes) => {
        const about = aboutRequest({ ...ANDROID, requestJson: textOf(bytes) })
        expect(about.app).toBe('Perch')
        expect(about.address.length).toBeLessThanOrEqual(253)
        return about
      },
      isOwnError: () => false,
      runs: fuzzRuns(),
    })
    expect(outcome.refused).toBe(0)
  })
})

function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}
