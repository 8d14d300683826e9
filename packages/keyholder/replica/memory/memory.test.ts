import { describe, expect, test, vi } from 'vitest'
import { replicaContract } from '../cases/contract.ts'
import { fired } from '../work.ts'
import { memoryReplica } from './memory.ts'

replicaContract('The replica in memory', () => {
  const shared = memoryReplica()
  return { open: async () => shared.open(), remove: () => {} }
})

describe('a leader in memory that is deposed', () => {
  test('is told, and the next leads while its work still goes on', async () => {
    const shared = memoryReplica()
    const [one, two] = [shared.open(), shared.open()]
    const never = new AbortController().signal
    const mayEnd = new AbortController()
    const told = vi.fn<() => void>()
    const started = vi.fn<() => void>()
    const led = one.lead(async (lost) => {
      started()
      lost.addEventListener('abort', told)
      await fired(mayEnd.signal)
    }, never)
    const second = vi.fn<() => Promise<void>>().mockResolvedValue()
    const waits = two.lead(second, never)
    await vi.waitFor(() => expect(started).toHaveBeenCalledOnce())
    expect(second).not.toHaveBeenCalled()
    shared.depose()
    await waits
    expect(told).toHaveBeenCalledOnce()
    mayEnd.abort()
    await led
    await expect(two.lead(async () => {}, never)).resolves.toBeUndefined()
  })
})
