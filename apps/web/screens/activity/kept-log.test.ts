import type { ActivityEntry } from '@keyward/log'
import { describe, expect, test } from 'vitest'
import { keptLog } from './kept-log.ts'

/** A log that grows, given in pages; says what was asked of it. */
function logOf(count: number, page = 200) {
  const log = Array.from({ length: count }, (_, at) => ({ sequence: at + 1 }) as ActivityEntry)
  const asked: string[] = []
  const given = new Set<number>()
  const give = (entries: ActivityEntry[]): ActivityEntry[] => {
    for (const { sequence } of entries) given.add(sequence)
    return entries
  }
  return {
    log,
    asked,
    given,
    async last(most: number) {
      asked.push(`last ${most}`)
      return give(log.slice(-most)).toReversed()
    },
    async *from(sequence: number) {
      asked.push(`from ${sequence}`)
      for (let at = sequence - 1; at < log.length; at += page) yield give(log.slice(at, at + page))
    },
  }
}

const sequencesOf = (entries: readonly ActivityEntry[]) => entries.map(({ sequence }) => sequence)
const down = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, at) => from - at)

describe('entries that are kept', () => {
  test('begin with the last ones, and grow to the first without reading any of them again', async () => {
    const source = logOf(1250)
    const kept = keptLog(source, true)
    await kept.newer()
    expect(sequencesOf(kept.shown().entries)).toEqual(down(1250, 1151))
    expect(kept.shown().hasOlder).toBe(true)
    await kept.older()
    expect(sequencesOf(kept.shown().entries)).toEqual(down(1250, 651))
    await kept.older()
    await kept.older()
    expect(sequencesOf(kept.shown().entries)).toEqual(down(1250, 1))
    expect(kept.shown().hasOlder).toBe(false)
    await kept.older()
    expect(source.asked).toEqual(['last 100', 'from 651', 'from 151', 'from 1'])
  })

  test('take in what came since, and nothing else', async () => {
    const source = logOf(300)
    const kept = keptLog(source, true)
    await kept.newer()
    const before = kept.shown()
    await kept.newer()
    expect(kept.shown()).toBe(before)
    source.log.push({ sequence: 301 } as ActivityEntry)
    await kept.newer()
    expect(sequencesOf(kept.shown().entries)).toEqual(down(301, 201))
    expect(source.asked).toEqual(['last 100', 'from 301', 'from 301'])
  })

  test('have no gap and no entry twice when both ends are read at once', async () => {
    const source = logOf(400)
    const kept = keptLog(source, true)
    await kept.newer()
    source.log.push({ sequence: 401 } as ActivityEntry)
    await Promise.all([kept.older(), kept.newer(), kept.older()])
    expect(sequencesOf(kept.shown().entries)).toEqual(down(401, 1))
  })

  test('of a part of the log are all read at once', async () => {
    const source = logOf(450)
    const kept = keptLog(source, false)
    await kept.newer()
    expect(kept.shown().entries).toHaveLength(450)
    expect(kept.shown().hasOlder).toBe(false)
    await kept.older()
    expect(source.asked).toEqual(['from 1'])
  })

  test('stay when the source fails, and are read on afterwards', async () => {
    const source = logOf(300)
    let isOffline = false
    const kept = keptLog(
      {
        last: source.last,
        from: (sequence) => {
          if (isOffline) throw new Error('Offline.')
          return source.from(sequence)
        },
      },
      true,
    )
    await kept.newer()
    isOffline = true
    await expect(kept.older()).rejects.toThrow('Offline')
    await expect(kept.newer()).rejects.toThrow('Offline')
    expect(kept.shown().entries).toHaveLength(100)
    isOffline = false
    await kept.older()
    expect(sequencesOf(kept.shown().entries)).toEqual(down(300, 1))
  })

  test('tell those who watch, until they stop', async () => {
    const source = logOf(150)
    const kept = keptLog(source, true)
    let told = 0
    const stop = kept.watch(() => (told += 1))
    await kept.newer()
    await kept.older()
    expect(told).toBe(2)
    stop()
    source.log.push({ sequence: 151 } as ActivityEntry)
    await kept.newer()
    expect(told).toBe(2)
  })

  test('of an empty log are none', async () => {
    const kept = keptLog(logOf(0), true)
    await kept.newer()
    expect(kept.shown()).toEqual({ entries: [], hasOlder: false })
  })
})
