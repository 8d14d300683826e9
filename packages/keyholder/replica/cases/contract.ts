import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ReplicaStore } from '../port.ts'
import { leading } from './leading.ts'
import { keepingRows } from './rows-contract.ts'
import { watching } from './watch-contract.ts'

/** An empty replica to test, and how to be rid of it. */
export interface ReplicaUnderTest {
  /** Another handle on it. Those that are still open in the end are closed. */
  readonly open: () => Promise<ReplicaStore>
  readonly remove: () => Promise<void> | void
}

/** What the tests of a contract share: two handles on one replica that was empty before each. */
export interface Handles {
  readonly one: () => ReplicaStore
  readonly two: () => ReplicaStore
  readonly open: () => Promise<ReplicaStore>
}

/** The promises of the port ReplicaStore, as tests. Each test gets an empty replica of its own. */
export function replicaContract(
  name: string,
  makeReplica: () => Promise<ReplicaUnderTest> | ReplicaUnderTest,
): void {
  describe(`${name} keeps the promises of ReplicaStore`, () => {
    let replica: ReplicaUnderTest
    let opened: ReplicaStore[] = []
    const open = async (): Promise<ReplicaStore> => {
      const store = await replica.open()
      opened.push(store)
      return store
    }
    beforeEach(async () => {
      replica = await makeReplica()
      opened = []
      await open()
      await open()
    })
    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()))
      await replica.remove()
    })
    const handles: Handles = {
      one: () => opened[0] as ReplicaStore,
      two: () => opened[1] as ReplicaStore,
      open,
    }
    keepingRows(handles)
    watching(handles)
    leading(handles)
    closing(handles)
  })
}

function closing({ one, two, open }: Handles): void {
  test('after close every call is replica.closed, and closing again does nothing', async () => {
    const store = await open()
    await store.close()
    await store.close()
    const stop = new AbortController().signal
    const calls = [
      () => store.get('meta', 'a'),
      () => store.list('meta'),
      () => store.count('meta'),
      () => store.write([{ collection: 'meta', key: 'a', value: new Uint8Array() }]),
      () => store.signal('lock'),
      () => store.lead(async () => {}, stop),
      () => store.erase(),
    ]
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ name: 'ReplicaError', rule: 'replica.closed' })
    }
    expect(() => store.watch(() => {})).toThrow(
      expect.objectContaining({ rule: 'replica.closed' }) as Error,
    )
    await expect(one().get('meta', 'a')).resolves.toBeUndefined()
  })

  test('close waits for writes that were called, and the others are told of them', async () => {
    const told = vi.fn<() => void>()
    two().watch(told)
    const written = one().write([{ collection: 'meta', key: 'a', value: Uint8Array.of(1) }])
    await one().close()
    await written
    await expect(two().get('meta', 'a')).resolves.toEqual(Uint8Array.of(1))
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith({ kind: 'changed' }))
  })
}
