import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { batchOf } from '../cases/batches.ts'
import { spawnProgram } from '../cases/spawn-program.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { fileReplica } from './open.ts'

const KILLS = process.env['KEYWARD_LONG'] === '1' ? 50 : 3

let folder: TemporaryFolder
let path = ''
beforeEach(() => {
  folder = temporaryFolder()
  path = folder.file('replica.db')
})
afterEach(() => folder.remove())

/** The number of the last batch; throws unless every batch up to it is whole, and no more is there. */
async function lastWhole(): Promise<number> {
  const store = await fileReplica(path)
  try {
    const last = Number(new TextDecoder().decode(await store.get('meta', 'last')))
    for (let n = 0; n <= last; n += 1) {
      for (const { collection, key, value } of batchOf(n).slice(0, 3)) {
        expect(await store.get(collection, key)).toEqual(value)
      }
    }
    for (const collection of ['writes', 'pending', 'index'] as const) {
      expect(await store.count(collection)).toBe(last + 1)
    }
    return last
  } finally {
    await store.close()
  }
}

describe('a process that writes all the time and is killed', () => {
  test('leaves every batch that it was told is written, and none in part', async () => {
    let next = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      const program = spawnProgram('write', path, next)
      await program.printed(String(next + 5))
      // Somewhere in the middle of the next ones.
      await wait((kill * 7) % 11)
      await program.kill()
      const acknowledged = Number(program.lines().at(-1))
      const last = await lastWhole()
      expect(last).toBeGreaterThanOrEqual(acknowledged)
      next = last + 1
    }
    expect(next).toBeGreaterThan(5 * KILLS)
  })

  test('does not disturb one that writes and reads at the same time', async () => {
    const store = await fileReplica(path, { pollMilliseconds: 5 })
    const told = vi.fn<() => void>()
    store.watch(told)
    const program = spawnProgram('write', path)
    await program.printed('20')
    for (let n = 0; n < 20; n += 1) {
      await store.write([{ collection: 'apart', key: String(n), value: Uint8Array.of(n) }])
    }
    await program.kill()
    await expect(store.count('apart')).resolves.toBe(20)
    await vi.waitFor(() => expect(told).toHaveBeenCalledWith({ kind: 'changed' }))
    await store.close()
    await expect(lastWhole()).resolves.toBeGreaterThanOrEqual(20)
  })
})
