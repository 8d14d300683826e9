import { encodeBase64url, encodeCbor, encodeHex } from '@keyward/codec'
import { expect, test } from 'vitest'
import { indexListId, kitStatement } from './statements.ts'

const idOf = (byte: number) => encodeBase64url(new Uint8Array(16).fill(byte))

test('the index list of a workspace has an id of its own that never changes', () => {
  expect(indexListId(idOf(1))).toBe('VyV5hlEIWxjilP2RJ4CjjQ')
  expect(indexListId(idOf(2))).not.toBe(indexListId(idOf(1)))
  expect(indexListId(idOf(1))).not.toBe(idOf(1))
})

test('a kit signs for one server, one challenge, one device and one proof key', () => {
  const signIn = {
    origin: 'https://keyward.example',
    challenge: encodeBase64url(new Uint8Array(32)),
    deviceId: idOf(3),
    thumbprint: 'thumb',
  }
  const bytesOf = (change: Partial<typeof signIn>) =>
    encodeHex(encodeCbor(kitStatement({ ...signIn, ...change })))
  const all = [
    {},
    { origin: 'https://other.example' },
    { challenge: encodeBase64url(new Uint8Array(32).fill(1)) },
    { deviceId: idOf(4) },
    { thumbprint: 'other' },
  ].map(bytesOf)
  expect(new Set(all).size).toBe(5)
})
