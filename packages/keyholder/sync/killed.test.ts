import { describe, expect, test } from 'vitest'
import { editAccount } from '../accounts.ts'
import { exampleAccount } from '../accounts/cases/fixtures.ts'
import { memoryReplica } from '../replica.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { beginAtServer, deviceOf, type TestDeviceAtWork } from './cases/device.ts'
import { type Death, dyingReplica } from './cases/dying-replica.ts'

const KEEP = { onTaken: 'keep' } as const

/** What a phone does while a laptop changes the same account; `kept` gets what was acknowledged. */
async function story(
  phone: () => Promise<TestDeviceAtWork>,
  laptop: TestDeviceAtWork,
  id: string,
  kept: Set<string>,
): Promise<void> {
  const { vault, sync } = await phone()
  await vault.create(exampleAccount(), { ...KEEP, accountId: id })
  kept.add('created')
  await sync()
  await laptop.sync()
  const base = exampleAccount()
  await laptop.vault.save(id, editAccount(base, { notes: 'laptop' }, { at: 2e4, by: 'l' }), KEEP)
  await laptop.sync()
  await vault.save(id, editAccount(base, { username: 'phone' }, { at: 2e4, by: 'p' }), KEEP)
  kept.add('saved')
  await sync()
}

/** @returns how many writes the story had */
async function dieAt(at: number, death: Death): Promise<number> {
  const workspace = await TestWorkspace.begin(8)
  workspace.addDevice('Olga')
  const server = await beginAtServer(workspace)
  const laptop = await deviceOf(server, 'Olga', 1)
  const shared = memoryReplica()
  const unlocked = workspace.unlocked('Olga')
  const dying = dyingReplica(shared, at, death)
  const id = workspace.workspaceId as string
  const kept = new Set<string>()
  const open = () => deviceOf(server, 'Olga', 0, { replica: dying.replica, unlocked })
  const end = await story(open, laptop, id, kept).catch((error: unknown) => error)
  const isDead = (end as { rule?: string } | undefined)?.rule === 'replica.closed'
  expect(isDead).toBe(at <= dying.writes())
  // The program is started again, on what the dead one left.
  const phone = await deviceOf(server, 'Olga', 0, { replica: shared, unlocked })
  await phone.sync()
  await laptop.sync()
  await phone.sync()
  expect(await phone.vault.apart()).toEqual([])
  expect(await phone.vault.pendingCount()).toBe(0)
  for (const { vault } of [phone, laptop]) {
    const account = await vault.get(id)
    const there = {
      created: account?.secrets?.passkeys.size === 2 && vault.index.get(id)?.passkeys === 2,
      saved:
        account?.profile.username.value === 'phone' &&
        account.secrets?.notes.value.reveal() === 'laptop',
    }
    // What died before it was acknowledged may be there as well.
    expect(there).toMatchObject(Object.fromEntries([...kept].map((step) => [step, true])))
  }
  return dying.writes()
}

describe('[C93] a program that dies at any of its writes', () => {
  test.each(['before', 'after'] as const)(
    'loses nothing that was acknowledged, and synchronises when it is started again: %s the disk has it',
    async (death) => {
      const writes = await dieAt(Infinity, death)
      expect(writes).toBeGreaterThan(8)
      for (let at = 1; at <= writes; at += 1) await dieAt(at, death)
    },
  )
})
