import { encodeHex } from '@keyward/codec'
import { indexListId } from '@keyward/protocol'
import type { Aead } from '@keyward/primitives/aead'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAccount, deleteAccount } from '../../accounts.ts'
import { exampleAccount } from '../../accounts/cases/fixtures.ts'
import { memoryReplica } from '../../replica.ts'
import { testPlatform } from '../cases/platform.ts'
import { TestMembership, TestWorkspace } from '../cases/workspace.ts'
import { openVault } from '../open-vault.ts'
import { shardKey } from '../rows/row-keys.ts'
import { encodeMarks } from './marks.ts'
import { type IndexedAccount, indexMemory, type IndexRow } from './memory.ts'
import { accountsOf, emptyShard, openShard, sealShard } from './shard-row.ts'

const workspace = await TestWorkspace.begin()
const KEEP = { onTaken: 'keep' } as const
const edit = { at: 10_000, by: 'device-x' }

/** Vaults on one replica, each with a count of what it opened. */
function scene() {
  const shared = memoryReplica()
  const platform = testPlatform(7, () => 1_767_225_600_000)
  const ports = {
    platform,
    unlocked: workspace.unlocked('Olga'),
    membership: new TestMembership(workspace.entries),
    indexListId: indexListId(workspace.workspaceId),
    replica: shared.open(),
  }
  const open = async () => {
    const counts = { opened: 0 }
    const aead: Aead = {
      ...platform.aead,
      open(...given) {
        counts.opened += 1
        return platform.aead.open(...given)
      },
    }
    const vault = await openVault({
      ...ports,
      platform: { ...platform, aead },
      replica: shared.open(),
    })
    return { vault, counts }
  }
  return { ports, open }
}

const row = fc.record({
  relation: fc.constantFrom('owner', 'manager', 'collaborator'),
  isDeleted: fc.boolean(),
  isUsernameTaken: fc.boolean(),
  isCollection: fc.boolean(),
  stamp: fc.maxSafeNat(),
})
const text = fc.string({ unit: 'grapheme', maxLength: 8 })
const accounts = fc
  .uniqueArray(fc.tuple(fc.nat(99), row, fc.option(text, { nil: undefined })), {
    maxLength: 9,
    selector: ([id]) => id,
  })
  .map((all) => new Map(all.map(([id, ...rest]) => [`${id}`, accountOf(`${id}`, ...rest)])))

function accountOf(accountId: string, mark: IndexRow, appName: string | undefined): IndexedAccount {
  const blank = { username: '', displayName: '', labels: [], rpIds: ['a.example'], passkeys: 1 }
  return {
    accountId,
    row: mark,
    entry:
      appName === undefined || mark.isCollection ? undefined : { ...blank, accountId, appName },
  }
}

describe('a shard of the index', () => {
  test('comes back from its row as it was', async () => {
    const { ports } = scene()
    await fc.assert(
      fc.asyncProperty(accounts, async (shard) => {
        const stored = await openShard(ports, 4, 2, await sealShard(ports, 4, 2, shard))
        expect(accountsOf(stored)).toEqual(shard)
        expect([...stored.marks.keys()].toSorted()).toEqual([...shard.keys()].toSorted())
        expect([stored.marks.size, stored.marks.get('nobody')]).toEqual([shard.size, undefined])
      }),
      { numRuns: 200 },
    )
  })

  test('opens at its own place alone', async () => {
    const { ports } = scene()
    const sealed = await sealShard(ports, 4, 2, new Map())
    await expect(openShard(ports, 4, 3, sealed)).rejects.toMatchObject({ rule: 'sealed.refused' })
  })

  test('keeps nine bytes for each account beside what is searched', () => {
    const rows = [
      {
        relation: 'owner',
        isDeleted: false,
        isUsernameTaken: false,
        isCollection: false,
        stamp: 1_767_225_600_000,
      },
      {
        relation: 'collaborator',
        isDeleted: true,
        isUsernameTaken: true,
        isCollection: true,
        stamp: Number.MAX_SAFE_INTEGER,
      },
    ] as const
    expect(encodeHex(encodeMarks(rows))).toBe('000000019b76daa800e2001fffffffffffff')
  })
})

describe('the index in memory', () => {
  test('answers as a map of all that was stored and changed since', async () => {
    const { ports } = scene()
    const change = fc.tuple(fc.nat(99).map(String), fc.option(row, { nil: undefined }))
    await fc.assert(
      fc.asyncProperty(accounts, fc.array(change, { maxLength: 9 }), async (shard, changes) => {
        const memory = indexMemory()
        memory.load([await openShard(ports, 1, 0, await sealShard(ports, 1, 0, shard))])
        const right = new Map(Array.from(shard, ([id, one]) => [id, one.row]))
        for (const [accountId, mark] of changes) {
          const before = right.get(accountId)?.stamp ?? -1
          const isNewer = mark !== undefined && mark.stamp > before
          const changed = mark && memory.put([accountOf(accountId, mark, undefined)])
          if (mark === undefined) memory.remove(accountId)
          expect(changed ?? []).toEqual(isNewer ? [accountId] : [])
          if (mark === undefined) right.delete(accountId)
          else if (isNewer) right.set(accountId, mark)
        }
        expect(new Map(memory.rows)).toEqual(right)
        expect([memory.rows.size, new Set(memory.rows.keys())]).toEqual([
          right.size,
          new Set(right.keys()),
        ])
        const taken = [...right].flatMap(([accountId, { isUsernameTaken, isDeleted }]) =>
          isUsernameTaken && !isDeleted ? [accountId] : [],
        )
        expect(new Set(memory.rows.taken())).toEqual(new Set(taken))
        const sets = [...right].flatMap(([id, { isCollection }]) => (isCollection ? [id] : []))
        expect(new Set(memory.rows.collections())).toEqual(new Set(sets))
      }),
      { numRuns: 200 },
    )
  })

  test('begins empty, and has what it was told of', () => {
    const memory = indexMemory()
    expect([memory.rows.size, memory.rows.get('1')]).toEqual([0, undefined])
    memory.load([emptyShard()])
    expect([memory.rows.size, memory.search.search('', 9)]).toEqual([0, []])
  })
})

describe('the index of an open vault', () => {
  test('keeps deleted accounts and relations over a lock', async () => {
    const { open } = scene()
    const { vault } = await open()
    const id = await vault.create(exampleAccount(), KEEP)
    await vault.save(id, deleteAccount(exampleAccount(), edit), KEEP)
    const other = await vault.create(createAccount({ appName: 'Nest' }, edit), KEEP)
    vault.close()
    const { vault: again } = await open()
    expect((await again.deleted()).map(({ accountId }) => accountId)).toEqual([id])
    expect([again.relationOf(id), again.relationOf(other)]).toEqual(['owner', 'owner'])
    expect([again.index.size, again.context.memory.rows.size]).toEqual([1, 2])
  })

  test('follows another tab by opening no shard but those that it wrote', async () => {
    const { open } = scene()
    const { vault: one } = await open()
    for (let n = 0; n < 300; n += 1)
      await one.create(createAccount({ appName: `App ${n}` }, edit), KEEP)
    expect(await one.context.replica.get('index', shardKey(4, 3))).toBeDefined()
    const { vault: two, counts } = await open()
    expect(counts.opened).toBe(4)
    const told = new Promise<readonly string[]>((resolve) => two.watch(resolve))
    const id = await one.create(createAccount({ appName: 'Nest' }, edit), KEEP)
    expect(await told).toEqual([id])
    expect(counts.opened).toBe(5)
    expect(two.index.search('nest', 9).map(({ accountId }) => accountId)).toEqual([id])
    expect(two.index.size).toBe(301)
  })
})
