import { encodeCbor } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { encodeHeadlessKeys, type HeadlessKeys } from './keys.ts'
import { addHeadlessUse, type HeadlessUse, readHeadlessUses } from './uses.ts'

const HELD = {
  workspaceId: 'AAAAAAAAAAAAAAAAAAAAAA',
  memberId: 'AQEBAQEBAQEBAQEBAQEBAQ',
  accountKey: new AeadKey(new Uint8Array(32).fill(1)),
  accountKeyEpoch: 1,
  replicaKey: new AeadKey(new Uint8Array(32).fill(2)),
} as unknown as HeadlessKeys
const KEYS = encodeHeadlessKeys(HELD)
const use = (at: number): HeadlessUse => ({
  accountId: 'AgICAgICAgICAgICAgICAg',
  credentialId: 'AwMD',
  rpId: 'perch.example',
  at,
})

describe('sign-ins without a screen, until the app records them', () => {
  test('are kept in their order, and the newest of too many', () => {
    let file: Uint8Array | undefined
    for (let at = 1; at <= 203; at += 1) file = addHeadlessUse(KEYS, file, use(at))
    const read = readHeadlessUses(HELD, file ?? new Uint8Array())
    expect(read).toHaveLength(200)
    expect([read[0], read.at(-1)]).toEqual([use(4), use(203)])
  })

  test('by somebody else’s key are left out: nobody writes into the activity through a file', () => {
    const other = { ...HELD, replicaKey: new AeadKey(new Uint8Array(32).fill(3)) }
    const forged = addHeadlessUse(encodeHeadlessKeys(other), undefined, use(1))
    const both = addHeadlessUse(KEYS, forged, use(2))
    expect(readHeadlessUses(HELD, both)).toEqual([use(2)])
    expect(
      readHeadlessUses(HELD, encodeCbor([[encodeCbor(['a', 'b', 'c', 1]), new Uint8Array(32)]])),
    ).toEqual([])
  })

  test('keys that are none change nothing', () => {
    const file = addHeadlessUse(KEYS, undefined, use(1))
    expect(addHeadlessUse(new Uint8Array(3), file, use(2))).toEqual(file)
    expect(readHeadlessUses(HELD, addHeadlessUse(new Uint8Array(3), undefined, use(2)))).toEqual([])
  })

  test('a file of any form gives uses or none, and never throws', () => {
    const outcome = fuzzParser({
      name: 'uses without a screen',
      samples: [addHeadlessUse(KEYS, undefined, use(1)), encodeCbor([[1, 2]]), new Uint8Array()],
      parse: (bytes) => readHeadlessUses(HELD, bytes),
      isOwnError: () => false,
      runs: fuzzRuns(),
    })
    expect(outcome.refused).toBe(0)
  })
})
