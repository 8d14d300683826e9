import type { Rule, WebAuthnErrorName } from '../../error.ts'
import { creationOptionsFromPage } from '../options/creation.ts'
import { creationOptionsFromJSON } from '../options/json.ts'
import { tolerate } from '../options/lenient.ts'
import type { CreationOptions } from '../options/types.ts'
import { gives, refused, type CaseRow } from './row.ts'

type Members = Readonly<Record<string, unknown>>

const PAGE: Members = {
  rp: { name: 'Perch' },
  user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
  challenge: Uint8Array.of(2),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
}
const JSON_FORM: Members = {
  ...PAGE,
  user: { id: 'AQ', name: 'ada', displayName: 'Ada' },
  challenge: 'Ag',
}

type Take = (options: CreationOptions) => unknown

/** A row for a page's options: these members changed, and what is taken of the result. */
function page(id: string, says: string, changes: Members, take: Take, value: unknown): CaseRow {
  const call = () => take(creationOptionsFromPage({ ...PAGE, ...changes }))
  return { id, says, call, expected: gives(value) }
}

function pageRefused(
  id: string,
  says: string,
  changes: Members,
  [name, rule]: readonly [WebAuthnErrorName, Rule],
): CaseRow {
  const call = () => creationOptionsFromPage({ ...PAGE, ...changes })
  return { id, says, call, expected: refused(name, rule) }
}

/** A row for JSON options as the tolerant entry and the strict functions read them together. */
function json(id: string, says: string, changes: Members, take: Take, value: unknown): CaseRow {
  const call = () => take(creationOptionsFromJSON(tolerate({ ...JSON_FORM, ...changes }, 'json')))
  return { id, says, call, expected: gives(value) }
}

function jsonRefused(id: string, says: string, changes: Members): CaseRow {
  const call = () => creationOptionsFromJSON(tolerate({ ...JSON_FORM, ...changes }, 'json'))
  return { id, says, call, expected: refused('EncodingError', 'options.encoding') }
}

const user = (changes: Members): Members => ({ user: { ...(PAGE['user'] as Members), ...changes } })
const jsonUser = (changes: Members): Members => ({
  user: { ...(JSON_FORM['user'] as Members), ...changes },
})
const withAlgorithms = (...algorithms: readonly unknown[]): Members => ({
  pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
})

const ofUserId: Take = (options) => options.user.id.length
const algorithms: Take = (options) => options.algorithms
const attestation: Take = (options) => options.attestation
const residentKey: Take = (options) => options.residentKey

const MISSING = ['TypeError', 'options.missing'] as const
const LENGTH = ['TypeError', 'options.user-id-length'] as const
const ALGORITHMS = ['NotSupportedError', 'options.algorithms'] as const

function selection(id: string, authenticatorSelection: Members, value: string): CaseRow {
  const says = JSON.stringify(authenticatorSelection)
  return page(id, says, { authenticatorSelection }, residentKey, value)
}

export const optionRows: readonly CaseRow[] = [
  pageRefused('opt-02', 'an empty user.id', user({ id: new Uint8Array() }), LENGTH),
  page('opt-04', 'a user.id of 1 byte', user({ id: new Uint8Array(1) }), ofUserId, 1),
  page('opt-04', 'a user.id of 64 bytes', user({ id: new Uint8Array(64) }), ofUserId, 64),
  jsonRefused('opt-05', 'a user.id that is no base64url', jsonUser({ id: 'not valid base64url' })),
  jsonRefused('opt-07', 'a challenge that is no base64url', { challenge: 'not valid base64url' }),
  page(
    'opt-08',
    'a challenge of 8192 bytes',
    { challenge: new Uint8Array(8192) },
    (options) => options.challenge.length,
    8192,
  ),
  pageRefused('opt-10', 'no rp.name', { rp: { id: 'example.com' } }, MISSING),
  pageRefused('opt-11', 'no user', { user: undefined }, MISSING),
  pageRefused('opt-11', 'an empty user', { user: {} }, MISSING),
  pageRefused('opt-11', 'no user.name', user({ name: undefined }), MISSING),
  pageRefused('opt-11', 'no user.displayName', user({ displayName: undefined }), MISSING),
  page(
    'opt-13',
    'unknown algorithms are left for the authenticator',
    withAlgorithms(42, 0),
    algorithms,
    [42, 0],
  ),
  page(
    'opt-14',
    'a known algorithm of an unknown type is not offered',
    {
      pubKeyCredParams: [
        { type: 'public-key', alg: -9001 },
        { type: 'not-supported', alg: -7 },
      ],
    },
    algorithms,
    [-9001],
  ),
  pageRefused(
    'opt-14',
    'nothing but an unknown type',
    { pubKeyCredParams: [{ type: 'not-supported', alg: -7 }] },
    ALGORITHMS,
  ),
  page('opt-16', 'no algorithms', { pubKeyCredParams: [] }, algorithms, [-7, -257]),
  json(
    'opt-17',
    'algorithms as text',
    withAlgorithms('-7', -7.0, '-7.0'),
    algorithms,
    [-7, -7, -7],
  ),
  json(
    'opt-19',
    'a timeout with a fraction of nothing',
    JSON.parse('{"timeout":1800000.0}'),
    (options) => options.timeout,
    1_800_000,
  ),
  json(
    'opt-20',
    'a hint twice',
    { hints: ['duplicated-value', 'duplicated-value'] },
    (options) => options.hints,
    ['duplicated-value', 'duplicated-value'],
  ),
  page('opt-22', 'empty attestation', { attestation: '' }, attestation, 'none'),
  page('opt-22', 'indirect attestation', { attestation: 'indirect' }, attestation, 'none'),
  page('opt-22', 'unknown attestation', { attestation: 'invalidvalue' }, attestation, 'none'),
  json('opt-23', 'no attestation', { attestation: undefined }, attestation, 'none'),
  selection('opt-25', {}, 'discouraged'),
  selection('opt-25', { requireResidentKey: false }, 'discouraged'),
  selection('opt-25', { requireResidentKey: true }, 'required'),
  ...['discouraged', 'preferred', 'required'].flatMap((name) => [
    selection('opt-26', { residentKey: name, requireResidentKey: true }, name),
    selection('opt-26', { residentKey: name, requireResidentKey: false }, name),
  ]),
]

export const quirkRows: readonly CaseRow[] = [
  json(
    'quirk-01',
    'algorithms as text',
    withAlgorithms('-7', '-257', '-1'),
    algorithms,
    [-7, -257, -1],
  ),
  json(
    'quirk-02',
    'displayName null',
    jsonUser({ displayName: null }),
    (options) => options.user.displayName,
    'ada',
  ),
  json(
    'quirk-03',
    'displayName and rp.name null',
    { ...jsonUser({ displayName: null }), rp: { name: null, id: 'example.com' } },
    (options) => [options.user.displayName, options.rp.name],
    ['ada', 'example.com'],
  ),
  json(
    'quirk-04',
    'booleans, numbers and bytes as text of other kinds',
    {
      ...withAlgorithms('-7', '-257'),
      ...jsonUser({ id: '+/8=' }),
      challenge: '/+8=',
      timeout: '180000',
      authenticatorSelection: { requireResidentKey: 'true' },
    },
    (options) => ({
      algorithms: options.algorithms,
      userId: [...options.user.id],
      challenge: [...options.challenge],
      timeout: options.timeout,
      residentKey: options.residentKey,
    }),
    {
      algorithms: [-7, -257],
      userId: [251, 255],
      challenge: [255, 239],
      timeout: 180_000,
      residentKey: 'required',
    },
  ),
  json('quirk-05', 'a fractional timeout', { timeout: 60_000.5 }, (o) => o.timeout, 60_000),
  json(
    'quirk-06',
    'bytes by index',
    { ...jsonUser({ id: { 0: 1, 1: 2 } }), challenge: { 0: 3, 1: 4 } },
    (options) => [[...options.user.id], [...options.challenge]],
    [
      [1, 2],
      [3, 4],
    ],
  ),
]
