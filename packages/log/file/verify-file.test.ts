import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { decodeUtf8, encodeUtf8 } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { headOf, nextEntry } from '../append.ts'
import { everyEvent, HARBOUR, idOf, keyOf, logOf, said } from '../cases/every-event.ts'
import { encodeActivity, parseActivity } from '../entry.ts'
import { LogError } from '../error.ts'
import { genesisHead } from '../head.ts'
import { toJsonLine } from '../json-line.ts'
import { signHead } from '../signed-head.ts'
import { encodeStatement, signStatement } from '../statement.ts'
import { exportOf, headAfter, logKey, partOf, refusalOf, verified } from './cases/export.ts'
import { endLine, headLine, parseFileLine } from './lines.ts'

const entries = everyEvent()
const lines = exportOf(entries)
const COUNT = entries.length
/** Header, head and two entries of the membership chain come first. */
const FIRST = 5

describe('[C107] an export of the whole log', () => {
  test('is proven by nothing but itself', async () => {
    expect(await verified(lines)).toEqual({
      workspaceId: HARBOUR,
      isWhole: true,
      entries: COUNT,
      head: headAfter(entries),
      logKey,
      earlier: [],
    })
    expect((await verified(exportOf([]))).entries).toBe(0)
  })

  test('[C112] with any one byte changed is refused, and the line named', async () => {
    const text = lines.join('\n')
    const wrong: unknown[] = []
    // Every byte of the first lines and of the last, and some of each entry.
    let line = 1
    for (let at = 0; at < text.length; at += 1) {
      const isBreak = text[at] === '\n'
      const isLooked = line < FIRST || line === lines.length || isBreak || at % 97 === 0
      if (isLooked) {
        const other = isBreak ? ' ' : text[at] === 'A' ? 'B' : 'A'
        const found = await refusalOf(
          `${text.slice(0, at)}${other}${text.slice(at + 1)}`.split('\n'),
        )
        if (found?.line !== line) wrong.push({ at, line, found })
      }
      if (isBreak) line += 1
    }
    expect(wrong).toEqual([])
  })

  test('[C112] with a line dropped, doubled or exchanged with the next is refused there', async () => {
    const wrong: unknown[] = []
    for (let at = 0; at < lines.length; at += 1) {
      const dropped = await refusalOf(lines.toSpliced(at, 1))
      const doubled = await refusalOf(lines.toSpliced(at, 0, lines[at]!))
      const [one, two] = [lines[at]!, lines[at + 1] ?? '']
      const turned = await refusalOf(lines.toSpliced(at, 2, two, one))
      const places = [dropped?.line, doubled?.line, turned?.line]
      const expected = [at + 1, at + 2, at + 1]
      if (places.join() !== expected.join()) wrong.push({ at, places })
    }
    expect(wrong).toEqual([])
  })

  test('[C112] that ends too early says so, after each line', async () => {
    for (let length = 0; length < lines.length; length += 1) {
      expect(await refusalOf(lines.slice(0, length))).toEqual({
        rule: 'log.truncated',
        line: length + 1,
      })
    }
  })

  test('without its last entries misses the first of them, whatever its end says', async () => {
    for (const missing of [1, 2, 9]) {
      const cut = [...lines.slice(0, -1 - missing), endLine(COUNT - missing)]
      expect(await refusalOf(cut)).toEqual({ rule: 'log.truncated', line: cut.length })
      await expect(verified(cut)).rejects.toThrow(`Entry ${COUNT - missing + 1} of ${COUNT}`)
    }
  })

  test('with entries after the head is refused', async () => {
    const longer = exportOf([...entries, ...logOf(['imported'], headOf(entries.at(-1)!))])
    longer[1] = lines[1]!
    expect(await refusalOf(longer)).toEqual({ rule: 'log.head-disagrees', line: longer.length })
  })

  test('is signed by the key that it names', async () => {
    const other = keyOf('another server')
    const head = headAfter(entries, 5, other)
    const resigned = lines.with(1, headLine({ head, logKey }))
    expect(await refusalOf(resigned)).toEqual({ rule: 'log.head-signature', line: 2 })
    const renamed = lines.with(1, headLine({ head, logKey: other.publicKey }))
    expect((await verified(renamed)).logKey).toEqual(other.publicKey)
  })

  test('has the tree that the server signed', async () => {
    const { workspaceId, sequence, hash } = headAfter(entries)
    const head = signHead(keyOf('server'), { workspaceId, sequence, hash, root: hash }, 5)
    const found = await refusalOf(lines.with(1, headLine({ head, logKey })))
    expect(found).toEqual({ rule: 'log.root', line: lines.length })
  })

  test('says of a statement that its device did not sign it, in its line', async () => {
    const statement = encodeStatement(signStatement(keyOf('laptop'), said('imported')))
    const forged = nextEntry(genesisHead(HARBOUR), { time: 1, statement })
    const rest = logOf(['account-created', 'imported'], headOf(forged))
    expect(await refusalOf(exportOf([forged, ...rest]))).toEqual({
      rule: 'log.statement-signature',
      line: FIRST,
    })
  })

  test('says what is wrong first, though signatures are checked later', async () => {
    const statement = encodeStatement(signStatement(keyOf('laptop'), said('imported')))
    const forged = nextEntry(genesisHead(HARBOUR), { time: 1, statement })
    const broken = exportOf([forged, ...logOf(['imported'], headOf(forged))]).with(FIRST, '{}')
    expect((await refusalOf(broken))?.line).toBe(FIRST)
  })

  test('is of the workspace that is looked for', async () => {
    const other = signHead(keyOf('server'), { ...headAfter(entries), workspaceId: idOf('Port') }, 5)
    const found = await refusalOf(lines.with(1, headLine({ head: other, logKey })))
    expect(found).toEqual({ rule: 'log.workspace', line: 2 })
    const elsewhere = logOf(['account-created'], genesisHead(idOf('Port')))
    const mixed = lines.with(FIRST - 1, toJsonLine(elsewhere[0]!))
    expect(await refusalOf(mixed)).toEqual({ rule: 'log.workspace', line: FIRST })
  })
})

describe('[C113] an end of the log that was seen before', () => {
  const at = (count: number, time = 1000) => headAfter(entries.slice(0, count), time)

  test('is in a log that goes on from it, at every place', async () => {
    const earlier = Array.from({ length: COUNT + 1 }, (_, count) => at(count))
    const { earlier: seen } = await verified(lines, { earlier: () => earlier })
    expect(new Set(seen)).toEqual(new Set(['covered']))
  })

  test('is not in a log that forked before it, and the place is said', async () => {
    for (const fork of [1, 7, COUNT]) {
      const kept = entries.slice(0, fork - 1)
      const from = kept.length === 0 ? genesisHead(HARBOUR) : headOf(kept.at(-1)!)
      const other = logOf(['policy-set', 'exported', 'imported'], from)
      const found = await refusalOf(exportOf([...kept, ...other]), { earlier: () => [at(fork)] })
      expect(found).toEqual({ rule: 'log.consistency', line: FIRST + fork - 1 })
    }
  })

  test('is missed in a log that was cut later, and not in an older one', async () => {
    const cut = exportOf(entries.slice(0, 9), at(9, 2000))
    expect(await refusalOf(cut, { earlier: () => [at(COUNT, 1999)] })).toEqual({
      rule: 'log.consistency',
      line: 2,
    })
    expect((await verified(cut, { earlier: () => [at(COUNT, 2001)] })).earlier).toEqual(['older'])
  })

  test('is of the same workspace', async () => {
    const other = { ...at(3), workspaceId: idOf('Port') }
    expect((await refusalOf(lines, { earlier: () => [other] }))?.rule).toBe('log.workspace')
  })
})

describe('an export of some entries', () => {
  const part = partOf(entries, [2, 3, 17, COUNT])

  test('is proven entry by entry', async () => {
    expect(await verified(part)).toMatchObject({ isWhole: false, entries: 4 })
    expect((await verified(partOf(entries, []))).entries).toBe(0)
  })

  test('tells of an earlier end that it is the same or that it can’t know', async () => {
    const earlier = [headAfter(entries, 7), headAfter(entries.slice(0, 5))]
    expect((await verified(part, { earlier: () => earlier })).earlier).toEqual([
      'covered',
      'unknown',
    ])
  })

  test('with a line dropped, doubled or exchanged with the next is refused there', async () => {
    const wrong: unknown[] = []
    for (let at = 0; at < part.length; at += 1) {
      const dropped = await refusalOf(part.toSpliced(at, 1))
      const doubled = await refusalOf(part.toSpliced(at, 0, part[at]!))
      const [one, two] = [part[at]!, part[at + 1] ?? '']
      const turned = await refusalOf(part.toSpliced(at, 2, two, one))
      const places = [dropped?.line, doubled?.line, turned?.line]
      if (places.join() !== [at + 1, at + 2, at + 1].join()) wrong.push({ at, places })
    }
    expect(wrong).toEqual([])
  })

  test('without an entry and its proof does not have as many as it says', async () => {
    const found = await refusalOf(part.toSpliced(FIRST + 1, 2))
    expect(found).toEqual({ rule: 'log.truncated', line: part.length - 2 })
  })

  test('with an entry that is not in the log is refused', async () => {
    const changed = parseActivity(encodeActivity({ ...entries[1]!, time: 1 }))
    const found = await refusalOf(part.with(FIRST - 1, toJsonLine(changed)))
    expect(found).toEqual({ rule: 'log.inclusion', line: FIRST + 1 })
    const out = partOf(entries, [3, 2])
    expect(await refusalOf(out)).toEqual({ rule: 'log.file', line: FIRST + 2 })
  })
})

describe('a line of an export', () => {
  test('its parser is total', () => {
    const some = [...lines.slice(0, FIRST), ...partOf(entries, [9]).slice(-3)].map(encodeUtf8)
    const outcome = fuzzParser({
      name: 'parseFileLine',
      samples: some,
      parse: (bytes) => parseFileLine(textOf(bytes)),
      isOwnError: (error) => error instanceof LogError,
      runs: fuzzRuns(),
    })
    expect(Math.min(outcome.accepted, outcome.refused)).toBeGreaterThan(0)
    expect(some.map((line) => parseFileLine(decodeUtf8(line)).kind)).toEqual([
      'header',
      'head',
      'membership',
      'membership',
      'entry',
      'entry',
      'inclusion',
      'end',
    ])
  })

  test('of an export of an older Keyward is told', async () => {
    await expect(verified(entries.map(toJsonLine))).rejects.toThrow('older Keyward')
  })
})

/** Broken UTF-8 never reaches the parser: it takes text. */
function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    return ''
  }
}
