import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CodecError } from './error.ts'
import { decodeHex, encodeHex } from './hex.ts'

test('every byte has two lower-case digits', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i)
  expect(encodeHex(all)).toBe(Buffer.from(all).toString('hex'))
  expect(decodeHex(encodeHex(all))).toEqual(all)
})

test('both cases are read', () => {
  expect(decodeHex('00fFAb9C')).toEqual(Uint8Array.of(0, 0xff, 0xab, 0x9c))
  expect(decodeHex('')).toEqual(new Uint8Array())
})

test.each([
  '0',
  '000',
  '0g',
  'g0',
  '0x10',
  ' 00',
  '00\n',
  '00\n0',
  '-1',
  '+1',
  '1.',
  '\uff10\uff10',
])('%j is refused', (text) => {
  expect(() => decodeHex(text)).toThrow(expect.objectContaining({ code: 'hex.malformed' }))
  expect(() => decodeHex(text)).toThrow(CodecError)
})

test('round trip, in either case', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(decodeHex(encodeHex(bytes))).toEqual(bytes)
      expect(decodeHex(encodeHex(bytes).toUpperCase())).toEqual(bytes)
    }),
  )
})
