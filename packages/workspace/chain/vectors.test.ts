import { readFileSync } from 'node:fs'
import { decodeHex, encodeHex } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { everyKind } from './cases/every-kind.ts'
import { invitationVector } from './cases/invitation-vector.ts'
import { encodeEntry, parseEntry } from './encode.ts'
import { foldChain } from './fold.ts'
import { hashEntry } from './hash.ts'

interface ChainVectors {
  readonly format: string
  readonly entries: readonly { kind: string; sequence: number; hash: string; bytes: string }[]
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'))
}

describe('the frozen chain, version 1', () => {
  const { entries } = everyKind()
  const vectors = read('chain-v1.json') as ChainVectors

  test('is made again byte for byte', () => {
    const made = entries.map((entry) => ({
      kind: entry.body.kind,
      sequence: entry.sequence,
      hash: encodeHex(hashEntry(entry)),
      bytes: encodeHex(encodeEntry(entry)),
    }))
    expect({ format: 'keyward/workspace-entry/v1', entries: made }).toEqual(vectors)
  })

  test('has 18 entries, of all 13 kinds', () => {
    expect(vectors.entries).toHaveLength(18)
    expect(new Set(vectors.entries.map(({ kind }) => kind)).size).toBe(13)
  })

  test('is read and folded from its bytes alone', () => {
    const received = vectors.entries.map(({ bytes }) => parseEntry(decodeHex(bytes)))
    expect(received).toEqual(entries)
    expect(encodeHex(foldChain(received).head.hash)).toBe(vectors.entries.at(-1)?.hash)
  })
})

describe('the frozen invitation, version 1', () => {
  test('link, spoken code, proofs and safety number are made again', () => {
    expect(invitationVector()).toEqual(read('invitation-v1.json'))
  })
})
