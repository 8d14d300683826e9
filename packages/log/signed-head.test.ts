import { encodeHex } from '@keyward/codec'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { HARBOUR, hashOf, keyOf } from './cases/every-event.ts'
import { LogError } from './error.ts'
import {
  encodeSignedHead,
  isHeadSignedBy,
  MAX_HEAD_BYTES,
  parseSignedHead,
  signHead,
} from './signed-head.ts'

const key = keyOf('server')
const { publicKey } = key
const said = { workspaceId: HARBOUR, sequence: 3, hash: hashOf('entry'), root: hashOf('root') }
const head = signHead(key, said, 1_767_225_600_000)
const encoded = encodeSignedHead(head)

describe('a signed head', () => {
  test('reads back, and its key signed it', () => {
    expect(parseSignedHead(encoded)).toEqual(head)
    expect(isHeadSignedBy(publicKey, head)).toBe(true)
    expect(encoded.length).toBeLessThan(MAX_HEAD_BYTES / 2)
  })

  test('says nothing else: a changed member or another key is no longer signed', () => {
    const changes = [
      { workspaceId: 'AAAAAAAAAAAAAAAAAAAAAA' },
      { sequence: 4 },
      { hash: hashOf('another') },
      { root: hashOf('another') },
      { time: 1 },
    ]
    for (const change of changes)
      expect(isHeadSignedBy(publicKey, { ...head, ...change })).toBe(false)
    expect(isHeadSignedBy(keyOf('phone').publicKey, head)).toBe(false)
  })

  test('has the frozen form of version 1', () => {
    expect(encodeHex(encoded)).toBe(FROZEN)
  })

  test('its parser is total, and what it accepts encodes to the same bytes', () => {
    const outcome = fuzzParser({
      name: 'parseSignedHead',
      samples: [encoded],
      parse: parseSignedHead,
      reencode: encodeSignedHead,
      isOwnError: (error) => error instanceof LogError,
      runs: fuzzRuns(),
    })
    expect(Math.min(outcome.accepted, outcome.refused)).toBeGreaterThan(0)
  })
})

const FROZEN =
  'a761760164686173685820923fe53966c6cd9343e11af776cd4b05be315ea4b200b02e4d5dfb0f929b73bf64726f6f7458204813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b26474696d651b0000019b76daa8006873657175656e636503697369676e617475726558403ea7ffa9f43b45f0acea0aa5416483e4297e7a4f5b926fa579791af2661293969e929b6100da42f38114d2facab4594c81d65d4426b6df03414f754e702d1c016b776f726b73706163654964507cf3fc713cbe5e47ef5f27f9e1e5a2cd'
