import type { Rule } from '../../error.ts'
import { parseOrigin } from '../origin.ts'
import { publicSuffixes } from '../public-suffix.ts'
import { validateRelatedOrigin, type WellKnownResponse } from '../related-origins.ts'
import { checkRpId } from '../rp-id.ts'
import { gives, refused, type CaseRow } from './row.ts'

interface Site {
  readonly origin: string
  readonly rpId?: string
  readonly allowLocalhost?: boolean
  /** What the RP ID's well-known address answers; by default there is none. */
  readonly wellKnown?: Partial<WellKnownResponse> | Error
}

/** The RP ID that a page may use and the addresses that were fetched to find out. */
async function resolve({ origin, rpId, allowLocalhost, wellKnown = { status: 404 } }: Site) {
  const fetched: string[] = []
  const caller = parseOrigin(origin)
  const suffixes = publicSuffixes
  const answer = checkRpId({ origin: caller, rpId, suffixes, allowLocalhost })
  if (answer.relation === 'unrelated' && caller.kind === 'web') {
    const fetchWellKnown = async ({ url }: { url: string }): Promise<WellKnownResponse> => {
      fetched.push(url)
      if (wellKnown instanceof Error) throw wellKnown
      return { status: 200, contentType: 'application/json', body: '{}', ...wellKnown }
    }
    await validateRelatedOrigin({ origin: caller, rpId: answer.rpId, suffixes, fetchWellKnown })
  }
  return { rpId: answer.rpId, fetched }
}

function allowed(id: string, origin: string, rpId?: string): CaseRow {
  return {
    id,
    says: `${origin} may use ${rpId ?? 'its own host'}`,
    call: () => resolve(rpId === undefined ? { origin } : { origin, rpId }),
    expected: gives({ rpId: rpId ?? parseOriginHost(origin), fetched: [] }),
  }
}

function forbidden(id: string, origin: string, rpId: string, rule: Rule): CaseRow {
  return {
    id,
    says: `${origin} may not use ${rpId}`,
    call: () => resolve({ origin, rpId }),
    expected: refused('SecurityError', rule),
  }
}

function parseOriginHost(origin: string): string {
  return origin.slice('https://'.length)
}

export const rpIdRows: readonly CaseRow[] = [
  allowed('rpid-01', 'https://register.example.com', 'example.com'),
  allowed('rpid-02', 'https://www.example.com:444', 'example.com'),
  forbidden('rpid-04', 'https://example-test.com', 'example.com', 'related-origins.unreachable'),
  forbidden(
    'rpid-05',
    'https://register.example.com',
    'companya.hosting.example.com',
    'related-origins.unreachable',
  ),
  forbidden(
    'rpid-05',
    'https://register.example.com',
    'companyA.hosting.example.com',
    'rp-id.malformed',
  ),
  forbidden('rpid-07', 'https://foobar.co.uk', 'co.uk', 'rp-id.public-suffix'),
  allowed('rpid-08', 'https://site.foobar.co.uk', 'foobar.co.uk'),
  allowed('rpid-10', 'https://example.appspot.com', 'example.appspot.com'),
  forbidden('rpid-11', 'https://evil.example.ck', 'example.ck', 'rp-id.public-suffix'),
  allowed('rpid-13', 'https://sub.www.ck', 'www.ck'),
  allowed('rpid-14', 'http://localhost:8000', 'localhost'),
  {
    id: 'rpid-14',
    says: 'plain http on localhost is refused when the setting says so',
    call: () =>
      resolve({ origin: 'http://localhost:8000', rpId: 'localhost', allowLocalhost: false }),
    expected: refused('SecurityError', 'origin.not-secure'),
  },
  forbidden('rpid-16', 'http://', 'localhost', 'origin.malformed'),
  forbidden('rpid-17', 'http://localhost.example.com', 'example.com', 'origin.not-secure'),
  forbidden('rpid-17', 'http://localhost.example.com', 'localhost', 'origin.not-secure'),
  forbidden(
    'rpid-19',
    'https://login.bitwarden.com:1337',
    'sub.login.bitwarden.com',
    'related-origins.unreachable',
  ),
  forbidden(
    'rpid-20',
    'https://login.bitwarden.com:1337',
    'passwordless.dev',
    'related-origins.unreachable',
  ),
  forbidden('rpid-22', 'bitwarden', 'bitwarden', 'origin.malformed'),
  forbidden('rpid-23', '127.0.0.1', '127.0.0.1', 'origin.malformed'),
  forbidden('rpid-23', 'https://127.0.0.1', '127.0.0.1', 'origin.ip-address'),
  forbidden('rpid-25', 'https://example.com', '127.0.0.1', 'rp-id.ip-address'),
  allowed('rpid-26', 'https://sub.login.bitwarden.com:1337', 'login.bitwarden.com'),
  forbidden('rpid-28', 'https://example...com', '...com', 'origin.malformed'),
  forbidden('rpid-28', 'https://example.com', '...com', 'rp-id.malformed'),
  allowed('rpid-29', 'https://www.future.1password.com'),
  forbidden('rpid-31', 'https://evil-example.com', 'example.com', 'related-origins.unreachable'),
  forbidden('rpid-32', 'https://notexample.com', 'example.com', 'related-origins.unreachable'),
  forbidden('rpid-34', 'https://example.com', '.com', 'rp-id.malformed'),
  forbidden('rpid-35', '', 'example.com', 'origin.malformed'),
  allowed('rpid-37', 'https://test.amazonaws.com', 'amazonaws.com'),
  forbidden(
    'rpid-38',
    'https://www.example.compute.amazonaws.com',
    'amazonaws.com',
    'related-origins.unreachable',
  ),
]

const META = { origin: 'https://accountscenter.facebook.com', rpId: 'accounts.meta.com' }

function related(id: string, says: string, wellKnown: Site['wellKnown'], rule?: Rule): CaseRow {
  return {
    id,
    says,
    call: () => resolve({ ...META, ...(wellKnown === undefined ? {} : { wellKnown }) }),
    expected:
      rule === undefined
        ? gives({ rpId: META.rpId, fetched: [`https://${META.rpId}/.well-known/webauthn`] })
        : refused('SecurityError', rule),
  }
}

const listing = (...origins: readonly unknown[]) => ({ body: JSON.stringify({ origins }) })
const fiveLabels = ['one', 'two', 'three', 'four', 'five'].map((name) => `https://${name}.com`)

function notAsked(rpId: string, rule: Rule): CaseRow {
  const wellKnown = listing(META.origin)
  return {
    id: 'ror-16',
    says: `${rpId} cannot list anyone`,
    call: () => resolve({ origin: META.origin, rpId, wellKnown }),
    expected: refused('SecurityError', rule),
  }
}

export const relatedOriginRows: readonly CaseRow[] = [
  related('ror-01', 'a listed origin', listing(META.origin)),
  related('ror-02', 'an unlisted one', listing('https://meta.com'), 'related-origins.not-listed'),
  related(
    'ror-04',
    'HTML instead of JSON',
    { ...listing(META.origin), contentType: 'text/html' },
    'related-origins.malformed',
  ),
  related('ror-05', 'no list in the JSON', { body: '{"a":1}' }, 'related-origins.malformed'),
  related('ror-07', 'a list of others than texts', listing(123, {}), 'related-origins.malformed'),
  related('ror-08', 'no connection', new TypeError('timed out'), 'related-origins.unreachable'),
  related('ror-10', 'a bad entry before', listing('not-a-valid-url', META.origin)),
  related(
    'ror-11',
    'the sixth label',
    listing(...fiveLabels, META.origin),
    'related-origins.not-listed',
  ),
  related('ror-11', 'the fifth label', listing(...fiveLabels.slice(1), META.origin)),
  {
    id: 'ror-13',
    says: 'a registrable suffix asks nobody',
    call: () =>
      resolve({ origin: 'https://a.meta.com', rpId: 'meta.com', wellKnown: new Error('asked') }),
    expected: gives({ rpId: 'meta.com', fetched: [] }),
  },
  {
    id: 'ror-14',
    says: 'the lists of a real company',
    call: () =>
      resolve({
        origin: 'https://login.live.com',
        rpId: 'login.microsoft.com',
        wellKnown: listing('https://login.live.com', 'https://login.microsoftonline.com'),
      }),
    expected: gives({
      rpId: 'login.microsoft.com',
      fetched: ['https://login.microsoft.com/.well-known/webauthn'],
    }),
  },
  notAsked('com', 'rp-id.public-suffix'),
  notAsked('1password..com', 'rp-id.malformed'),
  notAsked('1password', 'rp-id.public-suffix'),
]
