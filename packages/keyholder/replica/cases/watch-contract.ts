import { expect, test, vi } from 'vitest'
import type { ReplicaEvent } from '../port.ts'
import type { Handles } from './contract.ts'

type Listener = (event: ReplicaEvent) => void

const ROW = { collection: 'meta', key: 'a', value: Uint8Array.of(1) } as const

export function watching(handles: Handles): void {
  telling(handles)
  tellingNot(handles)
}

function telling({ one, two }: Handles): void {
  test('a write is told to the other handles and not to its own', async () => {
    const [own, other] = [vi.fn<Listener>(), vi.fn<Listener>()]
    one().watch(own)
    two().watch(other)
    await one().write([ROW])
    await vi.waitFor(() => expect(other).toHaveBeenCalledWith({ kind: 'changed' }))
    // What the other one sends after it would arrive after it.
    await two().signal('lock')
    await vi.waitFor(() => expect(own).toHaveBeenCalled())
    expect(own.mock.calls).toEqual([[{ kind: 'lock' }]])
    expect(other).not.toHaveBeenCalledWith({ kind: 'lock' })
  })

  test('a signal is told as what it is, also while the others write', async () => {
    const told = vi.fn<Listener>()
    two().watch(told)
    await Promise.all([one().signal('lock'), two().write([ROW])])
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith({ kind: 'lock' }))
    expect(told).not.toHaveBeenCalledWith({ kind: 'changed' })
    await one().signal('changed')
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith({ kind: 'changed' }))
  })

  test('erasing is told as a change', async () => {
    const told = vi.fn<Listener>()
    two().watch(told)
    await one().erase()
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith({ kind: 'changed' }))
  })
}

function tellingNot({ one, two, open }: Handles): void {
  test('a write that conflicts, or writes nothing, is told to nobody', async () => {
    const told = vi.fn<Listener>()
    two().watch(told)
    await expect(one().write([ROW], [ROW])).rejects.toMatchObject({ rule: 'replica.conflict' })
    await one().write([])
    await one().signal('lock')
    await vi.waitFor(() => expect(told).toHaveBeenCalled())
    expect(told.mock.calls).toEqual([[{ kind: 'lock' }]])
  })

  test('a listener that was stopped is told nothing, and the others go on', async () => {
    const [stopped, other] = [vi.fn<Listener>(), vi.fn<Listener>()]
    const stop = two().watch(stopped)
    two().watch(other)
    stop()
    stop()
    await one().write([ROW])
    await vi.waitFor(() => expect(other).toHaveBeenCalledWith({ kind: 'changed' }))
    expect(stopped).not.toHaveBeenCalled()
  })

  test('what happened before a handle watched is not told to it', async () => {
    await one().signal('lock')
    await one().write([ROW])
    const late = await open()
    const told = vi.fn<Listener>()
    late.watch(told)
    await one().signal('changed')
    await vi.waitFor(() => expect(told).toHaveBeenCalled())
    expect(told.mock.calls).toEqual([[{ kind: 'changed' }]])
  })
}
