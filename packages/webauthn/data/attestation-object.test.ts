import { type CborMap, type CborValue, decodeHex, encodeCbor, encodeHex } from '@keyward/codec'
import * as cborg from 'cborg'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import {
  type AttestationObject,
  encodeAttestationObject,
  parseAttestationObject,
} from './attestation-object.ts'

const AUTH_DATA = Uint8Array.from({ length: 37 }, (_, i) => i)
const none: AttestationObject = {
  format: 'none',
  statement: new Map(),
  authenticatorData: AUTH_DATA,
}

describe('encode', () => {
  test('[C36] cbor-08: fmt, attStmt, authData in this order, to the byte', () => {
    expect(encodeHex(encodeAttestationObject(none))).toBe(
      `a363666d74646e6f6e656761747453746d74a068617574684461746158${'25'}${encodeHex(AUTH_DATA)}`,
    )
  })

  const statements: readonly (readonly [string, CborMap])[] = [
    ['none', new Map()],
    [
      'packed',
      new Map<string, CborValue>([
        ['sig', AUTH_DATA],
        ['alg', -7],
      ]),
    ],
    [
      'packed',
      new Map<string, CborValue>([
        ['sig', AUTH_DATA],
        ['alg', -7],
        ['x5c', [AUTH_DATA]],
      ]),
    ],
    [
      'fido-u2f',
      new Map<string, CborValue>([
        ['x5c', [AUTH_DATA, AUTH_DATA]],
        ['sig', AUTH_DATA],
      ]),
    ],
  ]
  test.each(statements)(
    '%s goes there and back, and reads the same elsewhere',
    (format, statement) => {
      const object = { format, statement, authenticatorData: AUTH_DATA }
      const bytes = encodeAttestationObject(object)
      expect(parseAttestationObject(bytes)).toEqual(object)
      const elsewhere = cborg.decode(bytes, {
        useMaps: true,
        strict: true,
        rejectDuplicateMapKeys: true,
      })
      expect(elsewhere).toEqual(
        new Map<string, CborValue>([
          ['fmt', format],
          ['attStmt', statement],
          ['authData', AUTH_DATA],
        ]),
      )
      expect(Uint8Array.from(cborg.encode(elsewhere))).toEqual(bytes)
    },
  )
})

describe('parse is total', () => {
  const members = (...entries: [string | number, CborValue][]): Uint8Array =>
    encodeCbor(new Map(entries))
  const fmt: [string, CborValue] = ['fmt', 'none']
  const attStmt: [string, CborValue] = ['attStmt', new Map()]
  const authData: [string, CborValue] = ['authData', AUTH_DATA]
  const rows: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['a number', decodeHex('00')],
    ['an array', encodeCbor(['none', new Map(), AUTH_DATA])],
    ['an empty map', decodeHex('a0')],
    ['no format', members(attStmt, authData)],
    ['no statement', members(fmt, authData)],
    ['no authenticator data', members(fmt, attStmt)],
    ['a member too many', members(fmt, attStmt, authData, ['epAtt', true])],
    ['another member in place of one', members(fmt, attStmt, ['authdata', AUTH_DATA])],
    ['the keys of CTAP2', members([1, 'none'], [2, AUTH_DATA], [3, new Map()])],
    ['a format that is no text', members(['fmt', 1], attStmt, authData)],
    ['a statement that is no map', members(fmt, ['attStmt', []], authData)],
    ['a statement of null', members(fmt, ['attStmt', null], authData)],
    ['authenticator data that is a text', members(fmt, attStmt, ['authData', 'x'])],
    ['bytes after it', Uint8Array.of(...encodeAttestationObject(none), 0)],
    [
      'the order authData, attStmt, fmt',
      decodeHex('a368617574684461746140' + '6761747453746d74a0' + '63666d74646e6f6e65'),
    ],
    [
      'an indefinite map',
      decodeHex('bf63666d74646e6f6e656761747453746d74a068617574684461746140ff'),
    ],
  ]
  test.each(rows)('%s is refused', (_, bytes) => {
    expect(() => parseAttestationObject(bytes)).toThrow(WebAuthnError)
    expect(() => parseAttestationObject(bytes)).toThrow(
      expect.objectContaining({ rule: 'data.attestation-object', name: 'DataError' }),
    )
  })
})
