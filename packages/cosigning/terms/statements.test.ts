import { type CborMap, decodeCbor, encodeCbor } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { flipped } from '../cases/scene.ts'
import {
  APPROVAL,
  AUTHOR,
  DEVICE_KEY,
  ELSEWHERE,
  LIMITS,
  SIGNERS,
  STRANGER,
  TERMS,
  WINDOW,
} from '../cases/statements.ts'
import { CosigningError } from '../error.ts'
import { encodeApproval, openApproval, parseApproval, signApproval } from './approval.ts'
import { encodeDeviceKey, openDeviceKey, parseDeviceKey, signDeviceKey } from './device-key.ts'
import { NO_LIMITS } from './limits.ts'
import { encodeTerms, openTerms, parseTerms, signTerms } from './terms.ts'
import { encodeWindow, openWindow, parseWindow, signWindow } from './window.ts'

const rule = (name: string) => expect.objectContaining({ name: 'CosigningError', rule: name })
const { workspaceId, accountId, memberId, deviceId } = TERMS
const signing = AUTHOR.publicKey

/** One kind of statement with all types forgotten, so that each goes through the same tests. */
interface Kind {
  readonly name: string
  readonly statement: object
  readonly samples: readonly Uint8Array[]
  readonly parse: (encoded: Uint8Array) => { readonly signature: Uint8Array }
  readonly encode: (statement: never) => Uint8Array
  readonly open: (encoded: Uint8Array, instead?: object) => unknown
}

const KINDS: readonly Kind[] = [
  {
    name: 'terms',
    statement: TERMS,
    samples: [TERMS, { ...TERMS, version: 1, limits: NO_LIMITS }].map((one) =>
      signTerms(AUTHOR, one),
    ),
    parse: parseTerms,
    encode: encodeTerms,
    open: (encoded, instead) =>
      openTerms(encoded, { workspaceId, accountId, memberId, signers: SIGNERS, ...instead }),
  },
  {
    name: 'device-key',
    statement: DEVICE_KEY,
    samples: [signDeviceKey(AUTHOR, DEVICE_KEY)],
    parse: parseDeviceKey,
    encode: encodeDeviceKey,
    open: (encoded, instead) =>
      openDeviceKey(encoded, { workspaceId, memberId, deviceId, signing, ...instead }),
  },
  {
    name: 'approval',
    statement: APPROVAL,
    samples: [APPROVAL, { ...APPROVAL, isApproved: false }].map((one) => signApproval(AUTHOR, one)),
    parse: parseApproval,
    encode: encodeApproval,
    open: (encoded, instead) =>
      openApproval(encoded, { workspaceId, signers: SIGNERS, ...instead }),
  },
  {
    name: 'window',
    statement: WINDOW,
    samples: [signWindow(AUTHOR, WINDOW)],
    parse: parseWindow,
    encode: encodeWindow,
    open: (encoded, instead) =>
      openWindow(encoded, { workspaceId, accountId, memberId, signers: SIGNERS, ...instead }),
  },
]

describe.each(KINDS)('a statement ($name)', ({ name, statement, samples, parse, encode, open }) => {
  const [sample] = samples as [Uint8Array]
  const read = parse(sample)
  const withSignature = (value: object) => encode(value as never)

  test('is read as it was signed, and encodes to the same bytes', () => {
    expect(read).toMatchObject(statement)
    expect(withSignature(read)).toEqual(sample)
  })

  test('is opened by who expects it', () => {
    const opened = open(sample)
    expect(opened).toEqual(name === 'device-key' ? DEVICE_KEY.wrapping : statement)
  })

  test('counts for nothing once any byte of it was changed', () => {
    for (let at = 0; at < sample.length; at += 1)
      expect(() => open(flipped(sample, at, at % 8)), `byte ${at}`).toThrow(CosigningError)
  })

  test('is refused when another signed it', () => {
    const { signature } = read
    const others = KINDS.filter((kind) => kind.name !== name)
    // A signature for another purpose, by the right key.
    for (const kind of others) {
      const foreign = kind.parse(kind.samples[0] as Uint8Array).signature
      const forged = withSignature({ ...read, signature: foreign })
      expect(() => open(forged)).toThrow(rule(`${name}.signature`))
    }
    expect(() => open(withSignature({ ...read, signature: flipped(signature, 3) }))).toThrow(
      rule(`${name}.signature`),
    )
  })

  test('has the members of its format, no more and no fewer', () => {
    const map = decodeCbor(sample) as CborMap
    for (const member of map.keys()) {
      const without = new Map(map)
      without.delete(member)
      expect(() => parse(encodeCbor(without))).toThrow(rule(`${name}.malformed`))
      const other = new Map(map).set(member, [])
      expect(() => parse(encodeCbor(other))).toThrow(rule(`${name}.malformed`))
    }
    const more = new Map(map).set('more', 1)
    expect(() => parse(encodeCbor(more))).toThrow(rule(`${name}.malformed`))
    expect(() => parse(encodeCbor([]))).toThrow(rule(`${name}.malformed`))
    expect(() => parse(new Uint8Array(4097))).toThrow(rule(`${name}.malformed`))
  })

  test('of a later version is told from broken bytes', () => {
    const map = decodeCbor(sample) as CborMap
    const later = encodeCbor(new Map(map).set('v', 2))
    expect(() => parse(later)).toThrow(rule(`${name}.version`))
  })

  test('with an id that is none is not signed', () => {
    for (const text of ['', 'member', '*', `${workspaceId}AA`]) {
      const wrong = { ...read, workspaceId: text }
      expect(() => withSignature(wrong)).toThrow(rule(`${name}.malformed`))
    }
  })

  test('fuzz: every input is read canonically or refused', () => {
    const { accepted, refused } = fuzzParser({
      name,
      samples,
      parse,
      reencode: withSignature,
      isOwnError: (error) => error instanceof CosigningError,
      runs: fuzzRuns(),
    })
    expect(accepted).toBeGreaterThan(100)
    expect(refused).toBeGreaterThan(100)
  })
})

test.each([
  ['terms', 'workspace', { workspaceId: ELSEWHERE }],
  ['terms', 'account', { accountId: ELSEWHERE }],
  ['terms', 'member', { memberId: ELSEWHERE }],
  ['device-key', 'workspace', { workspaceId: ELSEWHERE }],
  ['device-key', 'member', { memberId: ELSEWHERE }],
  ['device-key', 'device', { deviceId: ELSEWHERE }],
  ['device-key', 'signature', { signing: STRANGER.publicKey }],
  ['approval', 'workspace', { workspaceId: ELSEWHERE }],
  ['window', 'workspace', { workspaceId: ELSEWHERE }],
  ['window', 'account', { accountId: ELSEWHERE }],
  ['window', 'member', { memberId: ELSEWHERE }],
])('%s of another %s are refused', (name, what, instead) => {
  const kind = KINDS.find((one) => one.name === name) as Kind
  const [sample] = kind.samples as [Uint8Array]
  expect(() => kind.open(sample, instead)).toThrow(rule(`${name}.${what}`))
})

describe.each(KINDS.filter((kind) => kind.name !== 'device-key'))(
  'who signs ($name)',
  ({ name, samples, open }) => {
    const [sample] = samples as [Uint8Array]
    const [stranger, author] = SIGNERS as [(typeof SIGNERS)[0], (typeof SIGNERS)[0]]

    test('is a device of an owner', () => {
      for (const signers of [[], [stranger], [{ ...author, deviceId: ELSEWHERE }]])
        expect(() => open(sample, { signers })).toThrow(rule(`${name}.signer`))
    })

    test("signs with that device's key", () => {
      const signers = [{ ...author, signing: STRANGER.publicKey }]
      expect(() => open(sample, { signers })).toThrow(rule(`${name}.signature`))
    })
  },
)

test('a member can not sign in the name of an owner', () => {
  const forged = [
    () => openTerms(signTerms(STRANGER, TERMS), { ...TERMS, signers: SIGNERS }),
    () => openWindow(signWindow(STRANGER, WINDOW), { ...WINDOW, signers: SIGNERS }),
    () => openApproval(signApproval(STRANGER, APPROVAL), { workspaceId, signers: SIGNERS }),
  ]
  for (const open of forged)
    expect(open).toThrow(expect.objectContaining({ rule: expect.stringMatching(/\.signature$/) }))
})

describe('numbers at their edges', () => {
  const sign = (limits: object, terms: object = {}) =>
    parseTerms(signTerms(AUTHOR, { ...TERMS, ...terms, limits: { ...LIMITS, ...limits } })).limits
  const hours = LIMITS.hours as NonNullable<typeof LIMITS.hours>
  const malformed = rule('terms.malformed')

  test('sign-ins from 1 to 100,000, or no limit', () => {
    for (const signIns of [1, 100_000, null]) expect(sign({ signIns })).toMatchObject({ signIns })
    for (const signIns of [0, -1, 100_001, 1.5, Number.NaN])
      expect(() => sign({ signIns })).toThrow(malformed)
  })

  test('versions begin with 1', () => {
    expect(() => sign({}, { version: 0 })).toThrow(malformed)
    expect(parseTerms(signTerms(AUTHOR, { ...TERMS, version: 1 })).version).toBe(1)
  })

  test('hours end after they begin, on a day from Monday to Sunday', () => {
    const whole = { from: 0, to: 1440, days: [1, 2, 3, 4, 5, 6, 7] }
    expect(sign({ hours: { ...hours, ...whole } }).hours).toEqual({ ...hours, ...whole })
    const shortest = { from: 1439, to: 1440, days: [7] }
    expect(sign({ hours: { ...hours, ...shortest } }).hours).toEqual({ ...hours, ...shortest })
    const wrong = [
      { from: 600, to: 600 },
      { from: 601, to: 600 },
      { to: 1441 },
      { from: -1 },
      { from: 1440, to: 1440 },
      { days: [] },
      { days: [0] },
      { days: [8] },
      { days: [1.5] },
    ]
    for (const one of wrong) expect(() => sign({ hours: { ...hours, ...one } })).toThrow(malformed)
  })

  test('days are a set: their order does not change what is signed', () => {
    const of = (days: readonly number[]) =>
      signTerms(AUTHOR, { ...TERMS, limits: { ...LIMITS, hours: { ...hours, days } } })
    expect(of([5, 1, 3, 1])).toEqual(of([1, 3, 5]))
  })

  test('a zone is written like one', () => {
    for (const zone of ['UTC', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])
      expect(sign({ hours: { ...hours, zone } }).hours?.zone).toBe(zone)
    for (const zone of ['', '+01:00', '+01', 'Europe/', 'Europe Berlin', `A${'a'.repeat(64)}`])
      expect(() => sign({ hours: { ...hours, zone } })).toThrow(malformed)
  })

  test('a window lasts from a millisecond to eight hours', () => {
    const eight = 8 * 60 * 60 * 1000
    for (const length of [1, eight]) {
      const window = { ...WINDOW, until: WINDOW.from + length }
      expect(parseWindow(signWindow(AUTHOR, window))).toMatchObject(window)
    }
    for (const length of [0, -1, eight + 1, Number.NaN])
      expect(() => signWindow(AUTHOR, { ...WINDOW, until: WINDOW.from + length })).toThrow(
        rule('window.malformed'),
      )
    const { signature } = parseWindow(signWindow(AUTHOR, WINDOW))
    const long = encodeWindow({ ...WINDOW, until: WINDOW.from + eight + 1, signature })
    expect(() => parseWindow(long)).toThrow(rule('window.malformed'))
  })
})
