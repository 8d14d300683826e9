import { decodeHex } from '@keyward/codec'
import { addEdwards, B, encodeEdwards, timesEdwards } from './oracle.ts'

/** The square root of -1 modulo q: with y = 0 it makes a point of order 4. */
const ROOT = 0x2b8324804fc1df0b2b4d00993dfbd7a72f431806ad2fe478c4ee1b274a0ea0b0n

const ORDER_TWO = decodeHex(`ec${'ff'.repeat(30)}7f`)

/** A point with a part of order 4, in its canonical form. */
export const MIXED_POINT = encodeEdwards(addEdwards(timesEdwards(5n, B), [ROOT, 0n]))

/** Encodings that are no point in its one form, or one of small order, by what is wrong with them. */
export const BAD_POINTS: readonly (readonly [string, Uint8Array])[] = [
  ['the neutral element', decodeHex(`01${'00'.repeat(31)}`)],
  ['the neutral element with a sign', decodeHex(`01${'00'.repeat(30)}80`)],
  ['the neutral element in another form', decodeHex(`ee${'ff'.repeat(30)}7f`)],
  ['the point of order 2', ORDER_TWO],
  ['a point of order 4', new Uint8Array(32)],
  ['a point of order 4 in another form', decodeHex(`ed${'ff'.repeat(30)}7f`)],
  [
    'a point of order 8',
    decodeHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
  ],
  ['y above the field', new Uint8Array(32).fill(0xff)],
  ['no point of the curve', decodeHex(`02${'00'.repeat(31)}`)],
  ['31 bytes', new Uint8Array(31)],
  ['33 bytes', new Uint8Array(33)],
  ['nothing', new Uint8Array()],
]
