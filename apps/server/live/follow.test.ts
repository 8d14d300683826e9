import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Store, StoreNews } from '../store/store.ts'
import { type Following, followChanges, HEARTBEAT } from './follow.ts'
import { LiveNews } from './news.ts'
import { Streams } from './streams.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A store that has one number and tells when it is told to. */
function fakeStore() {
  const listeners = new Set<(news: StoreNews) => void>()
  const fake = {
    revision: 5,
    reads: 0,
    get isWatched() {
      return listeners.size > 0
    },
    tell(kind: StoreNews['kind'], memberId?: string) {
      const whose = memberId === undefined ? {} : { memberId }
      for (const listener of listeners) listener({ workspaceId: 'w', kind, ...whose })
    },
    store: {
      watch(listener: (news: StoreNews) => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      workspaces: {
        async get() {
          fake.reads += 1
          return { incarnation: 'i', revision: fake.revision }
        },
      },
    } as unknown as Store,
  }
  return fake
}

function open(fake: ReturnType<typeof fakeStore>, more: Partial<Following> = {}) {
  const state = { isOver: false, isStopping: false, ends: 0 }
  const stream = followChanges({
    news: new LiveNews(fake.store),
    workspaceId: 'w',
    memberId: 'olga',
    mayAdmit: true,
    revision: async () => fake.revision,
    isOver: async () => state.isOver,
    isStopping: () => state.isStopping,
    onEnd: () => void (state.ends += 1),
    ...more,
  })
  const reader = stream.getReader()
  const next = async (): Promise<unknown> => {
    const { value, done } = await reader.read()
    return done ? 'end' : JSON.parse(new TextDecoder().decode(value))
  }
  return { reader, next, state }
}

const line = (revision: number, more: object = {}) => ({
  revision,
  approvals: false,
  joins: false,
  signInApprovals: false,
  ...more,
})

describe('a live stream', () => {
  test('says the revision at once, and each new one', async () => {
    const fake = fakeStore()
    const { next } = open(fake)
    expect(await next()).toEqual(line(5))
    fake.revision = 6
    fake.tell('revision')
    expect(await next()).toEqual(line(6))
  })

  test('says something every 20 seconds', async () => {
    const fake = fakeStore()
    const { next } = open(fake)
    await next()
    const quiet = next()
    await vi.advanceTimersByTimeAsync(HEARTBEAT)
    expect(await quiet).toEqual(line(5))
  })

  test('tells of approvals of the member and of joins, once each', async () => {
    const fake = fakeStore()
    const { next } = open(fake)
    await next()
    fake.tell('approval', 'otto')
    fake.tell('approval', 'olga')
    expect(await next()).toEqual(line(5, { approvals: true }))
    fake.tell('join')
    expect(await next()).toEqual(line(5, { joins: true }))
  })

  test('tells nobody of joins who can’t admit', async () => {
    const fake = fakeStore()
    const { next } = open(fake, { mayAdmit: false })
    await next()
    fake.tell('join')
    const quiet = next()
    fake.tell('approval', 'olga')
    expect(await quiet).toEqual(line(5, { approvals: true }))
  })

  test('keeps one line for a reader that is slow, and in it everything', async () => {
    const fake = fakeStore()
    const { next } = open(fake)
    await vi.advanceTimersByTimeAsync(0)
    for (let revision = 6; revision < 100; revision += 1) {
      fake.revision = revision
      fake.tell('revision')
      await vi.advanceTimersByTimeAsync(0)
    }
    fake.tell('join')
    expect([await next(), await next()]).toEqual([line(5), line(99, { joins: true })])
  })

  test('ends when the session is over', async () => {
    const fake = fakeStore()
    const { next, state } = open(fake)
    await next()
    state.isOver = true
    fake.tell('session', 'olga')
    expect(await next()).toBe('end')
    expect(state.ends).toBe(1)
    expect(fake.isWatched).toBe(false)
  })

  test('ends when the session ran out without news of it', async () => {
    const fake = fakeStore()
    const { next, state } = open(fake)
    await next()
    state.isOver = true
    const last = next()
    await vi.advanceTimersByTimeAsync(HEARTBEAT)
    expect(await last).toBe('end')
  })

  test('ends within a second when the server stops', async () => {
    const fake = fakeStore()
    const { next, state } = open(fake)
    await next()
    state.isStopping = true
    const last = next()
    await vi.advanceTimersByTimeAsync(1000)
    expect(await last).toBe('end')
  })

  test('leaves nothing behind when its reader goes', async () => {
    const fake = fakeStore()
    const { reader, next, state } = open(fake)
    await next()
    await reader.cancel()
    expect(state.ends).toBe(1)
    expect(fake.isWatched).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('news', () => {
  test('of a revision are read once for all who follow', async () => {
    const fake = fakeStore()
    const news = new LiveNews(fake.store)
    const heard: unknown[] = []
    for (let count = 0; count < 50; count += 1) news.follow('w', (item) => heard.push(item))
    fake.tell('revision')
    await vi.advanceTimersByTimeAsync(0)
    expect(heard).toHaveLength(50)
    expect(fake.reads).toBe(1)
  })

  test('that come during a read are not lost', async () => {
    const fake = fakeStore()
    const news = new LiveNews(fake.store)
    const heard: unknown[] = []
    news.follow('w', (item) => heard.push(item))
    fake.tell('revision')
    fake.revision = 9
    fake.tell('revision')
    await vi.advanceTimersByTimeAsync(0)
    expect(heard.at(-1)).toEqual({ kind: 'revision', revision: 9 })
  })
})

describe('open streams', () => {
  test('are counted by member, up to a limit', () => {
    const streams = new Streams()
    const closers = Array.from({ length: 20 }, () => streams.open('olga'))
    expect(() => streams.open('olga')).toThrow('Too many requests')
    streams.open('otto')
    closers[0]?.()
    expect(() => streams.open('olga')).not.toThrow()
  })
})
