import { decodeHex, encodeHex } from '@keyward/codec'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { devices, everyEvent, HARBOUR } from './cases/every-event.ts'
import { encodeActivity, hashActivity, parseActivity } from './entry.ts'
import { LogError } from './error.ts'
import { genesisHead } from './head.ts'
import { parseStatement } from './statement.ts'
import { verifyActivity } from './verify.ts'

interface Frozen {
  readonly format: string
  readonly workspaceId: string
  readonly genesis: string
  readonly entries: readonly { event: string; sequence: number; hash: string; bytes: string }[]
}

interface MustFail {
  readonly vectors: readonly {
    readonly name: string
    readonly form: 'statement' | 'entry' | 'log'
    readonly rule: string
    readonly bytes: readonly string[]
  }[]
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`vectors/${name}`, import.meta.url), 'utf8')) as T
}

describe('the frozen log, version 1', () => {
  const vectors = read<Frozen>('activity-v1.json')

  test('is made again byte for byte', () => {
    expect({
      format: 'keyward/activity/v1',
      workspaceId: HARBOUR,
      genesis: encodeHex(genesisHead(HARBOUR).hash),
      entries: everyEvent().map((entry) => ({
        event: entry.event,
        sequence: entry.sequence,
        hash: encodeHex(hashActivity(entry)),
        bytes: encodeHex(encodeActivity(entry)),
      })),
    }).toEqual(vectors)
  })

  test('is read and verified from its bytes alone', () => {
    const entries = vectors.entries.map(({ bytes }) => parseActivity(decodeHex(bytes)))
    expect(entries).toHaveLength(50)
    const head = verifyActivity(entries, { from: genesisHead(vectors.workspaceId), devices })
    expect(encodeHex(head.hash)).toBe(vectors.entries.at(-1)?.hash)
  })
})

describe('what must fail', () => {
  const { vectors } = read<MustFail>('must-fail-v1.json')

  test('there are 17 vectors', () => {
    expect(vectors).toHaveLength(17)
  })

  test.each(vectors)('$form: $name', ({ form, rule, bytes }) => {
    const [first, ...rest] = bytes.map(decodeHex) as [Uint8Array, ...Uint8Array[]]
    const work = {
      statement: () => parseStatement(first),
      entry: () => parseActivity(first),
      log: () =>
        verifyActivity([first, ...rest].map(parseActivity), {
          from: genesisHead(HARBOUR),
          devices,
        }),
    }[form]
    expect(work).toThrow(LogError)
    expect(work).toThrow(expect.objectContaining({ rule }))
  })
})
