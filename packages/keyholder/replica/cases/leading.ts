import { expect, test, vi } from 'vitest'
import { fired } from '../work.ts'
import type { Handles } from './contract.ts'

/** Work that goes on until it is told to end. */
function busyWork() {
  const seen = { started: 0, running: 0, lost: 0 }
  const work = async (lost: AbortSignal): Promise<void> => {
    seen.started += 1
    seen.running += 1
    await fired(lost)
    seen.lost += 1
    seen.running -= 1
  }
  return { seen, work }
}

const never = new AbortController().signal

export function leading(handles: Handles): void {
  electing(handles)
  ending(handles)
}

function electing({ one, two }: Handles): void {
  test('one leads at a time, and the next when the work of the first ended', async () => {
    let running = 0
    const order: string[] = []
    const work = (name: string) => async () => {
      running += 1
      expect(running).toBe(1)
      order.push(name)
      await new Promise((resolve) => setTimeout(resolve, 20))
      running -= 1
    }
    await Promise.all([
      one().lead(work('one'), never),
      one().lead(work('one again'), never),
      two().lead(work('two'), never),
    ])
    expect(order.toSorted()).toEqual(['one', 'one again', 'two'])
  })

  test('who leads goes on while another waits', async () => {
    const stop = new AbortController()
    const [first, second] = [busyWork(), busyWork()]
    const led = one().lead(first.work, stop.signal)
    await vi.waitFor(() => expect(first.seen.running).toBe(1))
    const waits = two().lead(second.work, stop.signal)
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect([first.seen.running, second.seen.started]).toEqual([1, 0])
    stop.abort()
    await Promise.all([led, waits])
    expect([first.seen.lost, second.seen.started]).toEqual([1, 0])
  })

  test('a stop that has fired before is no election', async () => {
    const { seen, work } = busyWork()
    await one().lead(work, AbortSignal.abort())
    expect(seen.started).toBe(0)
  })
}

function ending({ one, two, open }: Handles): void {
  test('what the work throws comes out, and the part is free', async () => {
    await expect(
      one().lead(async () => {
        throw new Error('the work failed')
      }, never),
    ).rejects.toThrow('the work failed')
    await expect(two().lead(async () => {}, never)).resolves.toBeUndefined()
  })

  test('closing the leader tells its work, and another is elected', async () => {
    const store = await open()
    const [first, second] = [busyWork(), busyWork()]
    const led = store.lead(first.work, never)
    await vi.waitFor(() => expect(first.seen.running).toBe(1))
    const stop = new AbortController()
    const waits = two().lead(second.work, stop.signal)
    await store.close()
    await led
    expect(first.seen.lost).toBe(1)
    await vi.waitFor(() => expect(second.seen.running).toBe(1), 5000)
    stop.abort()
    await waits
  })

  test('closing one that waits ends its wait', async () => {
    const store = await open()
    const stop = new AbortController()
    const [first, second] = [busyWork(), busyWork()]
    const led = one().lead(first.work, stop.signal)
    await vi.waitFor(() => expect(first.seen.running).toBe(1))
    const waits = store.lead(second.work, never)
    await store.close()
    await waits
    expect(second.seen.started).toBe(0)
    stop.abort()
    await led
  })
}
