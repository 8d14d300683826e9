import { afterEach, describe, expect, test, vi } from 'vitest'
import type { FromFrame, ToFrame } from '../messages/frame.ts'
import type { Outcome } from '../messages/page.ts'
import { startCeremony } from './ceremony.ts'

const FACTS = { isEmbedded: false, isAllowed: true, isActive: false }
const START = {
  tell: 'start',
  kind: 'get',
  isConditional: false,
  options: '{}',
  facts: FACTS,
} as const
const ANSWER = { end: 'answer', response: '{}' } as const
const LEFT = { end: 'browser' } as const

interface Port {
  readonly heard: FromFrame[]
  tell(message: ToFrame): void
  /** The worker is stopped. */
  stop(): void
  isClosed: boolean
}

/** A browser with the extension in it, until it is taken away. */
function openBrowser() {
  const ports: Port[] = []
  const leaving = new EventTarget()
  const runtime = {
    id: 'keyward' as string | undefined,
    connect() {
      if (runtime.id === undefined) throw new Error('Extension context invalidated.')
      const ends: { hear?: (message: ToFrame) => void; stop?: () => void } = {}
      const port: Port = {
        heard: [],
        tell: (message) => ends.hear?.(message),
        stop: () => ends.stop?.(),
        isClosed: false,
      }
      ports.push(port)
      return {
        postMessage: (message: FromFrame) => void port.heard.push(message),
        disconnect: () => void (port.isClosed = true),
        onMessage: { addListener: (hear: (message: ToFrame) => void) => void (ends.hear = hear) },
        onDisconnect: { addListener: (stop: () => void) => void (ends.stop = stop) },
      }
    },
  }
  vi.stubGlobal('chrome', { runtime })
  vi.stubGlobal('addEventListener', leaving.addEventListener.bind(leaving))
  vi.stubGlobal('removeEventListener', leaving.removeEventListener.bind(leaving))
  const page = new EventTarget()
  class Field {
    getAttribute = () => 'username webauthn'
  }
  vi.stubGlobal('document', page)
  vi.stubGlobal('HTMLInputElement', Field)
  vi.stubGlobal('HTMLTextAreaElement', Field)
  vi.stubGlobal('navigator', { userActivation: { isActive: true } })
  vi.useFakeTimers()
  const outcomes: Outcome[] = []
  return {
    ports,
    outcomes,
    start: (start = START) => startCeremony(start, (outcome) => void outcomes.push(outcome)),
    takeAway: () => void (runtime.id = undefined),
    clickField: () => {
      const click = new Event('click')
      Object.defineProperty(click, 'isTrusted', { value: true })
      Object.defineProperty(click, 'composedPath', { value: () => [new Field()] })
      page.dispatchEvent(click)
    },
    leavePage: () => leaving.dispatchEvent(new Event('pagehide')),
  }
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a ceremony of a frame', () => {
  test('[C50] goes on where it was when the worker was stopped', () => {
    const { ports, outcomes, start } = openBrowser()
    start()
    ports[0]?.tell({ tell: 'taken', requestId: 'r1' })
    ports[0]?.stop()
    expect(ports[1]?.heard).toEqual([{ tell: 'resume', requestId: 'r1' }])
    ports[1]?.tell({ tell: 'end', outcome: ANSWER })
    expect(outcomes).toEqual([ANSWER])
    expect(ports[1]?.isClosed).toBe(true)
  })

  test('[C50] begins again when the worker was stopped before it was taken', () => {
    const { ports, start } = openBrowser()
    start()
    ports[0]?.stop()
    expect(ports[1]?.heard).toEqual([START])
  })

  test('[C44] goes to the browser when there is never a word', () => {
    const { ports, outcomes, start } = openBrowser()
    start()
    for (let i = 0; i < 20; i += 1) ports[i]?.stop()
    expect(ports.length).toBeLessThan(10)
    expect(outcomes).toEqual([LEFT])
  })

  test('[C51] goes to the browser within a second when the extension is gone, told or not', () => {
    const untold = openBrowser()
    untold.start()
    untold.takeAway()
    vi.advanceTimersByTime(1_000)
    expect(untold.outcomes).toEqual([LEFT])
    vi.useRealTimers()

    const told = openBrowser()
    told.start()
    told.takeAway()
    told.ports[0]?.stop()
    expect(told.outcomes).toEqual([LEFT])

    const before = openBrowser()
    before.takeAway()
    before.start()
    expect(before.outcomes).toEqual([LEFT])
  })

  test('[C120] has no timer once it is over, and a conditional one never', () => {
    const { ports, start } = openBrowser()
    start()
    expect(vi.getTimerCount()).toBe(1)
    ports[0]?.tell({ tell: 'end', outcome: LEFT })
    expect(vi.getTimerCount()).toBe(0)
    start({ ...START, isConditional: true } as never)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('[C45] of a field asks at each visit, and once for one that came before it was taken', () => {
    const { ports, start, clickField } = openBrowser()
    const visits = (port: number) =>
      ports[port]?.heard.filter(({ tell }) => tell === 'focus').length
    const ceremony = start({ ...START, isConditional: true } as never)
    clickField()
    clickField()
    expect(visits(0)).toBe(0)
    ports[0]?.tell({ tell: 'taken', requestId: 'r1' })
    expect(visits(0)).toBe(1)
    clickField()
    expect(visits(0)).toBe(2)
    ports[0]?.stop()
    clickField()
    expect(visits(1)).toBe(0)
    ports[1]?.tell({ tell: 'taken', requestId: 'r1' })
    expect(visits(1)).toBe(1)
    ceremony.abort()
    clickField()
    expect(visits(1)).toBe(1)
  })

  test('[C43] that is aborted is told so, and hears nothing any more', () => {
    const { ports, outcomes, start } = openBrowser()
    start().abort()
    expect(ports[0]?.heard.at(-1)).toEqual({ tell: 'abort' })
    ports[0]?.tell({ tell: 'end', outcome: ANSWER })
    ports[0]?.stop()
    expect(outcomes).toEqual([])
    expect(ports).toHaveLength(1)
  })

  test('[C44] is settled when its page is left, for it may be come back to', () => {
    const { ports, outcomes, start, leavePage } = openBrowser()
    start()
    leavePage()
    leavePage()
    expect(ports[0]?.heard.at(-1)).toEqual({ tell: 'abort' })
    expect(outcomes).toMatchObject([{ end: 'failure', name: 'NotAllowedError' }])
  })
})
