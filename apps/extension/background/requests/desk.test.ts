import { describe, expect, test } from 'vitest'
import { failureOf } from '../../messages/failure.ts'
import { makeLink, makeRequest, openScene } from '../cases/scene.ts'

const ANSWER = { end: 'answer', response: '{}' } as const
const LEFT = { end: 'browser' } as const
const NOT_ALLOWED = failureOf('NotAllowedError')
const TAKEN = { tell: 'taken', requestId: 'r1' }

describe('a request', () => {
  test('is told its name, asks the person, and ends with what the person chose', async () => {
    const { desk, log, book } = await openScene()
    const link = makeLink()
    await desk.take(makeRequest(), link)
    expect(log).toEqual(['alarm r1 300000', 'open r1'])
    expect(desk.isBusy(1)).toBe(true)
    expect(await desk.settle('r1', ANSWER)).toBe(true)
    expect(link.heard).toEqual([TAKEN, { tell: 'end', outcome: ANSWER }])
    expect(log.slice(2)).toEqual(['close 100', 'no alarm r1'])
    expect(book.all()).toEqual([])
    expect(desk.isBusy(1)).toBe(false)
  })

  test('[C44] ends once, whatever comes at the same time', async () => {
    const { desk } = await openScene()
    const link = makeLink()
    await desk.take(makeRequest(), link)
    const ends = await Promise.all([
      desk.settle('r1', ANSWER),
      desk.settle('r1', LEFT),
      desk.decline('r1', 'NotAllowedError'),
      desk.onAlarm('r1'),
      desk.onTabClosed(100),
    ])
    expect(ends.slice(0, 3)).toEqual([true, false, false])
    expect(link.heard).toEqual([TAKEN, { tell: 'end', outcome: ANSWER }])
  })

  test('[C44] fails when its prompt is closed', async () => {
    const { desk } = await openScene()
    const link = makeLink()
    await desk.take(makeRequest(), link)
    await desk.onTabClosed(100)
    expect(link.heard.at(-1)).toEqual({ tell: 'end', outcome: NOT_ALLOWED })
  })

  test('[C44] fails when its time is over, and its prompt is told', async () => {
    const { desk, log } = await openScene()
    const link = makeLink()
    await desk.take(makeRequest(), link)
    await desk.onAlarm('r1')
    expect(link.heard.at(-1)).toEqual({ tell: 'end', outcome: NOT_ALLOWED })
    expect(log).toContain('cancelled r1')
    expect(log).toContain('close 100')
  })

  test('[C43] that the page aborts closes its prompt, and a late answer does nothing', async () => {
    const { desk, log } = await openScene()
    const link = makeLink()
    await desk.take(makeRequest(), link)
    await desk.drop('r1')
    expect(log.slice(2)).toEqual(['no alarm r1', 'cancelled r1', 'close 100'])
    expect(await desk.settle('r1', ANSWER)).toBe(false)
    expect(link.heard).toEqual([TAKEN])
  })

  test('[C43] that is aborted while its prompt opens closes it as soon as it is there', async () => {
    const scene = await openScene()
    let open: () => void = () => undefined
    scene.opens = new Promise<void>((resolve) => (open = resolve))
    const taken = scene.desk.take(makeRequest(), makeLink())
    await new Promise((resolve) => setTimeout(resolve, 5))
    await scene.desk.drop('r1')
    open()
    await taken
    expect(scene.log.at(-1)).toBe('close 100')
  })

  test('[C65] goes to the browser when no prompt can be opened', async () => {
    const scene = await openScene()
    scene.opens = false
    const link = makeLink()
    await scene.desk.take(makeRequest(), link)
    expect(link.heard.at(-1)).toEqual({ tell: 'end', outcome: LEFT })
  })

  test('[C62] leaves nothing behind after fifty in five tabs', async () => {
    const { desk, book } = await openScene()
    for (let i = 0; i < 50; i += 1) {
      const requestId = `r${i}`
      const frame = { ...makeRequest().frame, tabId: i % 5 }
      await desk.take(makeRequest({ requestId, frame }), makeLink())
      await desk.settle(requestId, i % 2 === 0 ? ANSWER : NOT_ALLOWED)
    }
    expect(book.all()).toEqual([])
    expect([0, 1, 2, 3, 4].some((tabId) => desk.isBusy(tabId))).toBe(false)
  })

  test('is dropped with its frame, and not by the frame that it had before', async () => {
    const { desk, book } = await openScene()
    const [before, after] = [makeLink(), makeLink()]
    await desk.take(makeRequest(), before)
    await desk.resume(makeRequest({ prompt: { tabId: 100 } }), after)
    await desk.onFrameGone('r1', before)
    expect(book.all()).toHaveLength(1)
    await desk.onFrameGone('r1', after)
    expect(book.all()).toEqual([])
  })
})

describe('[C50] a request whose worker was stopped', () => {
  test('is there again, with its prompt, and ends where its frame connects again', async () => {
    const first = await openScene()
    await first.desk.take(makeRequest(), makeLink())
    const { desk, book, log } = await first.restart()
    const kept = book.find('r1')
    expect(kept?.prompt).toEqual({ tabId: 100, windowId: 200 })
    const link = makeLink()
    if (kept !== undefined) await desk.resume(kept, link)
    expect(log).toEqual([])
    await desk.settle('r1', ANSWER)
    expect(link.heard).toEqual([TAKEN, { tell: 'end', outcome: ANSWER }])
  })

  test('and that was answered before its frame came back is told then', async () => {
    const first = await openScene()
    await first.desk.take(makeRequest(), makeLink())
    const { desk, book, log } = await first.restart()
    await desk.settle('r1', ANSWER)
    expect(log).toEqual(['close 100', 'alarm r1 61000'])
    const kept = book.find('r1')
    const link = makeLink()
    if (kept !== undefined) await desk.resume(kept, link)
    expect(link.heard).toEqual([TAKEN, { tell: 'end', outcome: ANSWER }])
    expect(book.all()).toEqual([])
  })

  test('before its prompt was open asks once its frame is back', async () => {
    const first = await openScene()
    await first.book.put(makeRequest())
    const { desk, book, log } = await first.restart()
    const kept = book.find('r1')
    if (kept !== undefined) await desk.resume(kept, makeLink())
    expect(log).toEqual(['open r1'])
  })

  test('is dropped if no frame comes back for it', async () => {
    const first = await openScene()
    await first.desk.take(makeRequest(), makeLink())
    const { desk, book, log } = await first.restart()
    await desk.sweep()
    expect(book.all()).toEqual([])
    expect(log).toContain('close 100')
  })
})

describe('a conditional request', () => {
  const conditional = makeRequest({ isConditional: true, deadline: undefined })

  test('[C45] opens nothing before the person goes to its field, and one prompt then', async () => {
    const { desk, log } = await openScene()
    await desk.take(conditional, makeLink())
    expect(log).toEqual([])
    expect(desk.isBusy(1)).toBe(false)
    await Promise.all([desk.suggest('r1'), desk.suggest('r1')])
    await desk.suggest('r1')
    expect(log).toEqual(['open r1'])
  })

  test('that is put aside waits for the next visit of its field', async () => {
    const { desk, log } = await openScene()
    const link = makeLink()
    await desk.take(conditional, link)
    await desk.suggest('r1')
    expect(await desk.decline('r1', 'NotAllowedError')).toBe(true)
    await desk.suggest('r1')
    await desk.onTabClosed(100)
    await desk.suggest('r1')
    expect(log).toEqual(['open r1', 'close 100', 'open r1', 'open r1'])
    expect(link.heard).toEqual([TAKEN])
    await desk.settle('r1', ANSWER)
    expect(link.heard.at(-1)).toEqual({ tell: 'end', outcome: ANSWER })
  })
})
