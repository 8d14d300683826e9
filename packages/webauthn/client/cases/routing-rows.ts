import { parseAssetLinksUrl, parseCertificateFingerprint } from '../android.ts'
import { runConditional } from '../conditional.ts'
import type { CredentialDescriptor } from '../options/types.ts'
import { parseOrigin } from '../origin.ts'
import { routeRequest, type RoutingFacts } from '../routing.ts'
import { gives, refused, type CaseRow } from './row.ts'

const FACTS: RoutingFacts = {
  operation: 'get',
  callerOrigin: parseOrigin('https://login.example.com'),
  ownOrigins: ['https://vault.example'],
  session: 'unlocked',
  passkeysEnabled: true,
  neverHosts: ['never.example'],
  allowCredentials: [],
  holds: () => false,
  hasAnyForRpId: true,
}

type Route = 'keyward' | 'browser'

function routed(id: string, says: string, expected: Route, facts: Partial<RoutingFacts>): CaseRow {
  return { id, says, call: () => routeRequest({ ...FACTS, ...facts }), expected: gives(expected) }
}

function ofBoth(id: string, says: string, facts: Partial<RoutingFacts>): CaseRow[] {
  const operations = ['create', 'get'] as const
  return operations.map((operation) =>
    routed(id, `${operation}: ${says}`, 'browser', { ...facts, operation }),
  )
}

function descriptors(...transports: readonly (readonly string[])[]): CredentialDescriptor[] {
  return transports.map((names, index) => ({
    type: 'public-key',
    id: Uint8Array.of(index),
    transports: names,
  }))
}

const KEYS_ONLY = descriptors(['usb'], ['nfc', 'ble'])
const holds = (): boolean => true

export const routingRows: readonly CaseRow[] = [
  ...ofBoth('opt-31', 'the vault itself asks', {
    callerOrigin: parseOrigin('https://vault.example'),
  }),
  ...ofBoth('opt-32', 'logged out', { session: 'logged-out' }),
  ...ofBoth('opt-32', 'passkeys are off', { passkeysEnabled: false }),
  ...ofBoth('opt-32', 'a host of the never-list', {
    callerOrigin: parseOrigin('https://never.example'),
  }),
  routed('auth-23', 'unlocked, security keys alone and nothing held', 'browser', {
    allowCredentials: KEYS_ONLY,
    hasAnyForRpId: false,
  }),
  routed('auth-23', 'locked, security keys alone and nothing held', 'browser', {
    allowCredentials: KEYS_ONLY,
    hasAnyForRpId: false,
    session: 'locked',
  }),
  ...descriptors(['internal'], []).flatMap(({ transports }) => {
    const allowCredentials = [...KEYS_ONLY, ...descriptors(transports)]
    const says = `with transports ${JSON.stringify(transports)}`
    return [
      routed('auth-25', `held, ${says}`, 'keyward', { allowCredentials, holds }),
      routed('auth-25', `locked, perhaps held, ${says}`, 'keyward', {
        allowCredentials,
        session: 'locked',
      }),
    ]
  }),
  {
    id: 'auth-26',
    says: 'a dismissed conditional request goes on',
    call: () => {
      let count = 0
      return runConditional(
        async () => {
          count += 1
          return count === 1 ? 'dismissed' : `answer ${count}`
        },
        () => false,
      )
    },
    expected: gives('answer 2'),
  },
  {
    id: 'auth-26',
    says: 'until the page aborts it',
    call: () => {
      let count = 0
      return runConditional(
        async () => {
          count += 1
          return 'dismissed'
        },
        () => count === 2,
      )
    },
    expected: refused('AbortError', 'ceremony.aborted'),
  },
]

const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':')

const badFingerprints = [
  FINGERPRINT.toLowerCase(),
  FINGERPRINT.slice(3),
  `${FINGERPRINT}:AB`,
  FINGERPRINT.replace('AB', 'XY'),
]

const badAssetLinks = [
  'http://example.com/.well-known/assetlinks.json',
  'https://example.com/assetlinks.json',
  'https://example.com/.well-known/assetlinks.json/',
]

export const androidRows: readonly CaseRow[] = [
  {
    id: 'data-02',
    says: 'a good fingerprint',
    call: () => parseCertificateFingerprint(FINGERPRINT).length,
    expected: gives(32),
  },
  ...badFingerprints.map((text) => ({
    id: 'data-02',
    says: `not a fingerprint: ${text}`,
    call: () => parseCertificateFingerprint(text),
    expected: refused('SecurityError', 'android.fingerprint'),
  })),
  {
    id: 'data-03',
    says: 'a good address',
    call: () => parseAssetLinksUrl('https://example.com/.well-known/assetlinks.json'),
    expected: gives({ host: 'example.com' }),
  },
  ...badAssetLinks.map((text) => ({
    id: 'data-03',
    says: `no asset links: ${text}`,
    call: () => parseAssetLinksUrl(text),
    expected: refused('SecurityError', 'android.asset-link-url'),
  })),
]
