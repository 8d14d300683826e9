import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addVirtualAuthenticator } from '../browser.ts'
import { ask } from './probes/ask.ts'
import { endOfSecond, watch, type Watched } from './probes/watched.ts'
import { openStandInBrowser, SITE, type StandInBrowser } from './world/stand-in-browser.ts'

/*
 * What a page can see of whether Keyward has a passkey for it: where there is one and the person
 * declines, and where there is none and the browser's own dialog finds none either.
 *
 * Left out is what no headless browser shows: how soon the page loses its focus to the prompt, or to
 * the browser's dialog. On a screen both take it away, in the same order of events, but not after the
 * same time (docs/deviations.md).
 */

const IS_LONG = process.env['KEYWARD_LONG'] === '1'

let browser: StandInBrowser

beforeAll(async () => {
  browser = await openStandInBrowser()
  await ask(await browser.visit(SITE), 'create')
  await browser.closePages()
}, 60_000)
afterEach(() => browser.closePages())
afterAll(() => browser?.close())

/** So many requests of each kind, in turn: a passkey is there, and none is. */
async function pairs(
  count: number,
  one: (asked: 'any' | 'unknown') => Promise<Watched>,
): Promise<{ readonly match: Watched[]; readonly noMatch: Watched[] }> {
  const match: Watched[] = []
  const noMatch: Watched[] = []
  for (let pair = 0; pair < count; pair += 1) {
    match.push(await one('any'))
    noMatch.push(await one('unknown'))
  }
  return { match, noMatch }
}

describe('[C31] a page can’t tell a match that is declined from no match', () => {
  test('by any part of the error, or by what happens before it', async () => {
    const page = await browser.visit(SITE)
    await addVirtualAuthenticator(page)
    await browser.extension.does('cancel')
    const { match, noMatch } = await pairs(IS_LONG ? 20 : 4, (asked) => watch(page, asked))
    // Those of the first kind were asked at a prompt: it has a passkey as soon as somebody agrees.
    await browser.extension.does('approve')
    expect((await ask(page, 'get')).how).toBe('ok')
    const kinds = new Set([...match, ...noMatch].map((seen) => JSON.stringify(seen)))
    expect([...kinds].map((kind) => JSON.parse(kind) as Watched)).toEqual([match[0]])
    expect(match[0]?.error['name']).toBe('NotAllowedError')
  })

  test('by waiting: neither ends before the person, and an abort is heard in the same turn', async () => {
    const page = await browser.visit(SITE)
    await browser.extension.does('nothing')
    const count = IS_LONG ? 20 : 3
    const { match, noMatch } = await pairs(count, (asked) => watch(page, asked, 900))
    const kinds = new Set([...match, ...noMatch].map((seen) => JSON.stringify(seen)))
    expect([...kinds].map((kind) => JSON.parse(kind) as Watched)).toEqual([match[0]])
    expect(match[0]?.error['name']).toBe('AbortError')
    expect(match[0]?.before).toHaveLength(1)
  })

  test('by asking twice: whatever is open, the second request is refused in the same words', async () => {
    const page = await browser.visit(SITE)
    await browser.extension.does('nothing')
    const ends = new Set<string>()
    for (const first of ['any', 'unknown'] as const)
      for (const second of ['any', 'unknown'] as const)
        ends.add(await endOfSecond(page, first, second))
    expect([...ends]).toEqual(['OperationError: A request is already pending.'])
    await browser.extension.does('approve')
    expect((await ask(page, 'get')).how).toBe('ok')
  })

  test('by aborting while it is being decided: no wait is told from another by its turn', async () => {
    const page = await browser.visit(SITE)
    await browser.extension.does('nothing')
    const turns = new Set<number | undefined>()
    for (const wait of IS_LONG ? [0, 1, 2, 4, 8, 15, 30, 60, 120, 250, 500] : [0, 8, 60])
      for (const asked of ['any', 'unknown'] as const)
        turns.add((await watch(page, asked, wait)).turns)
    // Counting ends at fifty: then it was no microtask of the abort any more.
    expect([...turns]).toEqual([expect.toSatisfy((turn: number) => turn < 50)])
  })
})
