import { beforeEach, describe, expect, test } from 'vitest'
import { memoryReplica } from '../../replica.ts'
import { beginAtServer, deviceOf } from '../../sync/cases/device.ts'
import { TestWorkspace } from '../../vault/cases/workspace.ts'
import type { VaultContext } from '../../vault/context.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { COLLECTION, keysBelow, partKey, partsOf, putRow, readRow } from '../rows.ts'
import { erasePart, takePart } from './take-part.ts'

const DEAL = 'AAAAAAAAAAAAAAAAAAAAAA'
const COUNT = 30
let tab: VaultContext
let other: VaultContext

/** Two tabs on one replica, which holds a deal. */
beforeEach(async () => {
  const workspace = await TestWorkspace.begin(71)
  const server = await beginAtServer(workspace)
  const given = { replica: memoryReplica(), unlocked: workspace.unlocked('Olga') }
  tab = (await deviceOf(server, 'Olga', 0, given)).vault.context
  other = (await deviceOf(server, 'Olga', 0, given)).vault.context
  await transact(tab.replica, async (draft) => {
    for (let index = 0; index < COUNT; index += 1)
      await putRow(tab, draft, partKey(DEAL, index), new Uint8Array(112).fill(index))
  })
})

describe('a row of a deal', () => {
  test('is marked as spent before anybody has it, and no other handle sees more of it', async () => {
    const taken = await takePart(tab, DEAL)
    expect(taken).toMatchObject({ index: 0, bytes: new Uint8Array(112) })
    const left = await readRow(other, other.replica, taken?.key ?? '')
    expect(left).toEqual(Uint8Array.of(0))
    expect(await takePart(other, DEAL)).toMatchObject({ index: 1 })
  })

  test('that was spent when the program ended is erased by the next, and never used', async () => {
    await takePart(tab, DEAL)
    expect(await keysBelow(tab, partsOf(DEAL))).toHaveLength(COUNT)
    expect(await takePart(other, DEAL)).toMatchObject({ index: 1 })
    expect(await keysBelow(tab, partsOf(DEAL))).toHaveLength(COUNT - 1)
  })

  test('goes to one of all that ask at the same time, in whatever tab', async () => {
    const asked = Array.from({ length: COUNT + 4 }, (_, at) => takePart(at % 2 ? tab : other, DEAL))
    const taken = await Promise.all(asked)
    const indexes = taken.flatMap((part) => (part === undefined ? [] : [part.index]))
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, at) => at))
  })

  test('that is damaged is passed over', async () => {
    await tab.replica.write([
      { collection: COLLECTION, key: partKey(DEAL, 0), value: new Uint8Array(40) },
    ])
    expect(await takePart(tab, DEAL)).toMatchObject({ index: 1 })
  })

  test('is gone once it is erased', async () => {
    const taken = await takePart(tab, DEAL)
    await erasePart(tab, taken?.key ?? '')
    expect(await tab.replica.get(COLLECTION, taken?.key ?? '')).toBeUndefined()
  })
})
