import { encodeBase64url } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { readSettings, type Settings } from '../settings/settings.ts'
import type { Caller } from './attest.ts'
import { decide, isAvailable } from './decide.ts'
import { nextHints } from './hints.ts'
import { readOptions } from './read-options.ts'

const ID = encodeBase64url(new Uint8Array(32).fill(7))
const OTHER = encodeBase64url(new Uint8Array(32).fill(8))
const HINTS = nextHints(
  undefined,
  {
    generation: 1,
    accounts: [],
    entries: [
      {
        credentialId: ID,
        rpId: 'perch.test',
        userHandle: 'AQ',
        userName: 'ada',
        displayName: 'Ada',
        accountName: 'Perch',
        lastUsedAt: 0,
      },
    ],
  },
  (length) => new Uint8Array(length).fill(1),
)
const MEMBER = { 'keyward.member': true, 'keyward.hints': HINTS }
const LOCKED = readSettings(MEMBER, {})
const UNLOCKED: Settings = { ...LOCKED, unlockedUntil: 10_000 }
const OUT = readSettings({}, {})

interface Row {
  readonly settings?: Settings
  readonly kind?: 'create' | 'get'
  readonly caller?: Caller
  readonly options?: object
}

function routeOf({ settings = LOCKED, kind = 'get', caller, options = {} }: Row): string {
  const least = { challenge: 'AQ', pubKeyCredParams: [], rp: { name: 'Perch' } }
  const whole = { ...least, user: { id: 'AQ', name: 'a', displayName: 'A' }, ...options }
  const asked = readOptions(kind, JSON.stringify(whole))
  if (asked === undefined) return 'not read'
  const from = caller ?? { origin: 'https://perch.test' }
  const ownOrigin = 'chrome-extension://keyward'
  return decide({ kind, caller: from, asked, settings, now: 5_000, ownOrigin })
}

const list = (id: string, ...transports: string[]) => ({
  allowCredentials: [{ type: 'public-key', id, transports }],
})
const embedding = { allowedByPolicy: true, userActivation: true, topOrigin: 'https://news.test' }
const origin = 'https://perch.test'

test.each<[name: string, row: Row, route: string]>([
  ['[C47] nobody signed in', { settings: OUT, kind: 'create' }, 'browser'],
  ['a new passkey', { kind: 'create' }, 'keyward'],
  ['[C47] locked, with a hint', {}, 'keyward'],
  ['[C47] locked, without one', { caller: { origin: 'https://heron.test' } }, 'browser'],
  ['[C7] no RP ID, of a site below', { caller: { origin: 'https://a.perch.test' } }, 'browser'],
  [
    'a site below with the RP ID',
    { caller: { origin: 'https://a.perch.test' }, options: { rpId: 'perch.test' } },
    'keyward',
  ],
  ['[C10] an RP ID beside', { options: { rpId: 'test' } }, 'browser'],
  [
    '[C6] an address for a host',
    { caller: { origin: 'https://127.0.0.1' }, kind: 'create' },
    'browser',
  ],
  ['[C8] localhost', { caller: { origin: 'http://localhost:8701' }, kind: 'create' }, 'keyward'],
  ['[C8] plain http', { caller: { origin: 'http://perch.test' }, kind: 'create' }, 'browser'],
  [
    '[C31] a held passkey, unlocked, whatever its transports',
    { settings: UNLOCKED, options: list(ID, 'usb') },
    'keyward',
  ],
  ['[C31] another passkey, unlocked', { settings: UNLOCKED, options: list(OTHER) }, 'browser'],
  ['[C31] another passkey, locked, maybe ours', { options: list(OTHER) }, 'keyward'],
  ['[C48] a security key, locked', { options: list(OTHER, 'usb', 'nfc') }, 'browser'],
  [
    '[C52] a host that is left to the browser',
    { settings: { ...LOCKED, neverHosts: ['perch.test'] } },
    'browser',
  ],
  ['[C52] the host above it', { settings: { ...LOCKED, neverHosts: ['a.perch.test'] } }, 'keyward'],
  ['[C53] off by policy', { settings: { ...LOCKED, passkeys: 'off' } }, 'browser'],
  ['[C53] only matches: one', { settings: { ...LOCKED, passkeys: 'only-matches' } }, 'keyward'],
  [
    '[C53] only matches: a new one there',
    { settings: { ...LOCKED, passkeys: 'only-matches' }, kind: 'create' },
    'keyward',
  ],
  [
    '[C53] only matches: a new one elsewhere',
    {
      settings: { ...LOCKED, passkeys: 'only-matches' },
      kind: 'create',
      caller: { origin: 'https://heron.test' },
    },
    'browser',
  ],
  [
    'the server of the workspace itself',
    { settings: { ...LOCKED, server: 'https://perch.test' } },
    'browser',
  ],
  [
    'a security key is wanted',
    {
      kind: 'create',
      options: { authenticatorSelection: { authenticatorAttachment: 'cross-platform' } },
    },
    'not read',
  ],
  ['[C56] what is not valid', { options: { challenge: 5.5 } }, 'not read'],
  [
    'a payment',
    { kind: 'create', options: { extensions: { payment: { isPayment: true } } } },
    'not read',
  ],
  [
    'a large blob that is required',
    { kind: 'create', options: { extensions: { largeBlob: { support: 'required' } } } },
    'not read',
  ],
  ['[C40] a frame that may', { caller: { origin, embedding } }, 'keyward'],
  [
    '[C41] a frame that may not',
    { caller: { origin, embedding: { ...embedding, allowedByPolicy: false } } },
    'browser',
  ],
  [
    '[C40] a frame that creates without a click',
    { kind: 'create', caller: { origin, embedding: { ...embedding, userActivation: false } } },
    'browser',
  ],
])('%s', (_, row, route) => {
  expect(routeOf(row)).toBe(route)
})

describe('whether a page may count on Keyward', () => {
  test.each<[settings: Settings, origin: string, expected: boolean]>([
    [LOCKED, 'https://heron.test', true],
    [OUT, 'https://heron.test', false],
    [{ ...LOCKED, passkeys: 'only-matches' }, 'https://heron.test', false],
    [{ ...LOCKED, neverHosts: ['heron.test'] }, 'https://heron.test', false],
    [LOCKED, 'http://heron.test', false],
    [LOCKED, 'null', false],
  ])('[C60] %#', (settings, from, expected) => {
    expect(isAvailable(settings, from)).toBe(expected)
  })
})
