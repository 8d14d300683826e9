import { encodeBase64url } from '@keyward/codec'
import { makeIdentityKey } from '@keyward/primitives/identity'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { randomFillSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { APP, BROWSER, certificate, LIST, linksFor } from '../cases/system-scene.ts'
import { hostsOf, type LinksAnswer, namesApp } from './asset-links.ts'
import type { LinkedApp } from './known.ts'
import { checkLinks } from './links.ts'
import { isPrivileged, parsePrivilegedList } from './privileged.ts'
import { privilegedBrowsers } from './shipped-list.ts'
import { acceptSignedList, signList } from './signed-list.ts'

const DAY = 24 * 60 * 60 * 1000
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const never = (): boolean => false

describe('asset links', () => {
  test('[C73] either relation counts, with any of several certificates, on the hosts of the RP', () => {
    expect(namesApp(linksFor(APP.packageName, 1), APP)).toBe(true)
    expect(namesApp(linksFor(APP.packageName, 1, 'handle_all_urls'), APP)).toBe(true)
    const several = JSON.parse(linksFor(APP.packageName, 5)) as {
      target: Record<string, string[]>
    }[]
    const [print] = JSON.parse(linksFor('x', 1))[0].target.sha256_cert_fingerprints
    several[0]!.target['sha256_cert_fingerprints']!.push(print.toLowerCase())
    expect(namesApp(JSON.stringify(several), APP)).toBe(true)
    expect(hostsOf('login.perch.example', publicSuffixes)).toEqual([
      'login.perch.example',
      'www.login.perch.example',
      'perch.example',
    ])
    expect(hostsOf('localhost', publicSuffixes)).toEqual(['localhost', 'www.localhost'])
  })

  test('[C75] a certificate that the present one has taken over from counts', () => {
    const rotated = { ...APP, certificates: [certificate(8), certificate(1)] }
    expect(namesApp(linksFor(APP.packageName, 1), rotated)).toBe(true)
  })

  test.each([
    ['another package', linksFor('example.other', 1)],
    ['another certificate', linksFor(APP.packageName, 2)],
    ['another relation', linksFor(APP.packageName, 1, 'share_location')],
    ['another namespace', linksFor(APP.packageName, 1).replace('android_app', 'web')],
    ['no list', '{}'],
    ['no JSON', '<html>'],
    ['an inherited member', '[{"__proto__":{"relation":[]}}]'],
  ])('[C73] %s does not count', (_name, body) => {
    expect(namesApp(body, APP)).toBe(false)
  })

  test('any text is links or none, without an error', () => {
    const outcome = fuzzParser({
      name: 'asset links',
      samples: [bytesOf(linksFor(APP.packageName, 1))],
      parse: (bytes) => namesApp(textOf(bytes), APP),
      isOwnError: never,
      runs: fuzzRuns(),
    })
    expect(outcome.refused).toBe(0)
  })
})

describe('checking the links', () => {
  const known: LinkedApp = {
    rpId: 'perch.example',
    packageName: APP.packageName,
    certificate: certificate(1),
    host: 'perch.example',
    at: 100 * DAY,
  }
  const check = async (
    now: number,
    answers: Record<string, LinksAnswer>,
    before: LinkedApp | undefined,
  ) => {
    const asked: string[] = []
    const assetLinks = async (host: string) => {
      asked.push(host)
      return answers[host]
    }
    const ports = { suffixes: publicSuffixes, clock: () => now, assetLinks }
    return { asked, outcome: await checkLinks(ports, APP, 'perch.example', before) }
  }
  const links = { status: 200, body: linksFor(APP.packageName, 1) }

  test('[C77] what was said within seven days is not asked again', async () => {
    const { asked, outcome } = await check(106 * DAY, {}, known)
    expect(asked).toEqual([])
    expect(outcome).toEqual({ kind: 'linked', found: undefined })
  })

  test('[C74] what was said before counts where nobody answers, and not where the RP says no', async () => {
    expect((await check(150 * DAY, {}, known)).outcome.kind).toBe('linked')
    const trouble = { 'perch.example': { status: 503 } }
    expect((await check(150 * DAY, trouble, known)).outcome.kind).toBe('linked')
    const gone = { 'perch.example': { status: 200, body: '[]' } }
    expect((await check(150 * DAY, gone, known)).outcome.kind).toBe('not-linked')
    const missing = { 'perch.example': { status: 404 } }
    expect((await check(150 * DAY, missing, known)).outcome.kind).toBe('not-linked')
  })

  test('[C74] an app that was never seen needs an answer', async () => {
    const { outcome } = await check(1, {}, undefined)
    expect(outcome.kind).toBe('links-unreachable')
  })

  test('[C73] the www host may say it where the RP ID itself has nothing', async () => {
    const { asked, outcome } = await check(
      1,
      { 'perch.example': { status: 404 }, 'www.perch.example': links },
      undefined,
    )
    expect(asked).toEqual(['perch.example', 'www.perch.example'])
    expect(outcome).toMatchObject({ kind: 'linked', found: { host: 'www.perch.example' } })
  })
})

describe('the list of browsers', () => {
  test('[C71] counts by package and by the newest certificate alone', () => {
    expect(isPrivileged(LIST, BROWSER)).toBe(true)
    expect(isPrivileged(LIST, { ...BROWSER, packageName: 'toString' })).toBe(false)
    const certificates = [certificate(9), certificate(2)]
    expect(isPrivileged(LIST, { ...BROWSER, certificates })).toBe(false)
    expect(isPrivileged(LIST, { ...BROWSER, certificates: [] })).toBe(false)
  })

  test('[C72] the shipped list reads, and has what relays the sign-ins of other devices', () => {
    expect(parsePrivilegedList(JSON.stringify(privilegedBrowsers))).toEqual(privilegedBrowsers)
    expect(privilegedBrowsers.apps['com.google.android.gms']).toHaveLength(4)
    expect(privilegedBrowsers.apps['com.android.chrome']).toHaveLength(1)
  })

  test('[C71] a newer list is taken when it is signed with the configured key, and only then', () => {
    const random = (length: number) => randomFillSync(new Uint8Array(length))
    const [key, other] = [makeIdentityKey(random), makeIdentityKey(random)]
    const text = JSON.stringify({ ...LIST, version: 2 })
    const signed = signList(key, text)
    expect(acceptSignedList(signed, key.publicKey, LIST)?.version).toBe(2)
    expect(acceptSignedList(signed, other.publicKey, LIST)).toBeUndefined()
    expect(acceptSignedList({ ...signed, list: `${text} ` }, key.publicKey, LIST)).toBeUndefined()
    expect(acceptSignedList({ ...signed, signature: '?' }, key.publicKey, LIST)).toBeUndefined()
    const old = signList(key, JSON.stringify(LIST))
    expect(acceptSignedList(old, key.publicKey, LIST)).toBeUndefined()
  })

  test('any text is a list or none, without an error', () => {
    const outcome = fuzzParser({
      name: 'privileged list',
      samples: [bytesOf(JSON.stringify(LIST))],
      parse: (bytes) => parsePrivilegedList(textOf(bytes)),
      isOwnError: never,
      runs: fuzzRuns(),
    })
    expect(outcome.refused).toBe(0)
    for (const wrong of [
      { ...LIST, v: 2 },
      { ...LIST, version: 0 },
      { ...LIST, apps: [] },
      { ...LIST, apps: { a: [encodeBase64url(new Uint8Array(31))] } },
      { ...LIST, apps: { '': [] } },
    ])
      expect(parsePrivilegedList(JSON.stringify(wrong))).toBeUndefined()
  })
})
