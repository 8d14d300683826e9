import type { SessionEvent } from '@keyward/keyholder/session'
import { AeadKey } from '@keyward/primitives/aead'
import { describe, expect, test } from 'vitest'
import type { LockTime } from '../platform/lock-time.ts'
import { memoryBrowser } from './cases/memory-browser.ts'
import { keepUnlocked } from './keep-unlocked.ts'

const MINUTE = 60_000

/** A page of the extension, unlocked, over the storage of a browser. */
function page(lockTime: LockTime = 'workspace', browser = memoryBrowser(), isOpened = true) {
  const listeners: ((event: SessionEvent) => void)[] = []
  const state = { kind: 'unlocked', now: 1000, locked: 0 }
  const session = {
    get state() {
      return { kind: state.kind } as never
    },
    watch: (listener: (event: SessionEvent) => void) => {
      listeners.push(listener)
      return () => undefined
    },
    unlocked: () =>
      ({ accountKey: new AeadKey(new Uint8Array(32).fill(1)), accountKeyEpoch: 1 }) as never,
    membership: () => ({ state: { policies: { lockAfterMinutes: 10 } } }) as never,
    lock: async () => {
      state.locked += 1
    },
  }
  const tell = (event: SessionEvent): void => {
    state.kind = event.kind === 'unlocked' ? 'unlocked' : 'locked'
    for (const listener of listeners) listener(event)
  }
  const kept = keepUnlocked(
    session,
    browser,
    () => state.now,
    () => lockTime,
  )
  // As a page does that a person has opened.
  if (isOpened) kept.used()
  const until = async (): Promise<unknown> => {
    await new Promise((resolve) => void setTimeout(resolve))
    return (browser.storage.session.held.get('keyward.unlocked') as { until?: unknown })?.until
  }
  return { browser, state, tell, kept, until }
}

describe('staying unlocked from page to page', () => {
  test('[C68] for as long as the workspace says, or this device where that is less', async () => {
    expect(await page().until()).toBe(1000 + 10 * MINUTE)
    expect(await page(2).until()).toBe(1000 + 2 * MINUTE)
    expect(await page(60).until()).toBe(1000 + 10 * MINUTE)
  })

  test('a device that locks when Keyward is left keeps nothing', async () => {
    expect(await page('leaving').until()).toBeUndefined()
  })

  test('[C68] a prompt that a site has opened keeps nothing, and gains no time', async () => {
    expect(await page('workspace', memoryBrowser(), false).until()).toBeUndefined()
    const browser = memoryBrowser()
    await page('workspace', browser).until()
    const prompt = page('workspace', browser, false)
    prompt.state.now += 5 * MINUTE
    expect(await prompt.until()).toBe(1000 + 10 * MINUTE)
  })

  test('use begins the time again', async () => {
    const { state, kept, until } = page()
    state.now += 5 * MINUTE
    kept.used()
    expect(await until()).toBe(state.now + 10 * MINUTE)
  })

  test.each(['asked', 'elsewhere', 'keys-changed', 'signed-out', 'removed'] as const)(
    'locked because of %s: the key is gone',
    async (reason) => {
      const { tell, until } = page()
      tell({ kind: 'locked', reason })
      expect(await until()).toBeUndefined()
    },
  )

  test('keys that changed are kept anew, in this order', async () => {
    const { tell, until } = page()
    tell({ kind: 'locked', reason: 'keys-changed' })
    tell({ kind: 'unlocked' })
    expect(await until()).toBe(1000 + 10 * MINUTE)
  })

  test('a page that was idle does not lock the one that is used', async () => {
    const browser = memoryBrowser()
    const idle = page('workspace', browser)
    const used = page('workspace', browser)
    await used.until()
    idle.state.now = used.state.now = 1000 + 6 * MINUTE
    used.kept.used()
    idle.state.now = 1000 + 10 * MINUTE
    idle.tell({ kind: 'locked', reason: 'deadline' })
    expect(await used.until()).toBe(1000 + 16 * MINUTE)
    expect(used.state.locked).toBe(0)
  })

  test('a key that is taken away locks every page', async () => {
    const browser = memoryBrowser()
    const [one, other] = [page('workspace', browser), page('workspace', browser)]
    await other.until()
    await browser.storage.session.remove('keyward.unlocked')
    expect([one.state.locked, other.state.locked]).toEqual([1, 1])
  })
})
