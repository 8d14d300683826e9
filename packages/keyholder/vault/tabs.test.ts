import { expect, test } from 'vitest'
import { editAccount } from '../accounts.ts'
import { exampleAccount } from '../accounts/cases/fixtures.ts'
import { memoryReplica } from '../replica.ts'
import { beginAtServer, deviceOf, type TestDeviceAtWork } from '../sync/cases/device.ts'
import { TestWorkspace } from './cases/workspace.ts'

const KEEP = { onTaken: 'keep' } as const
const ROUNDS = 12

/** Two tabs on one replica, which know of one account. */
async function twoTabs(seed: number) {
  const workspace = await TestWorkspace.begin(seed)
  const server = await beginAtServer(workspace)
  const shared = { replica: memoryReplica(), unlocked: workspace.unlocked('Olga') }
  const [writer, reader] = [
    await deviceOf(server, 'Olga', 0, shared),
    await deviceOf(server, 'Olga', 0, shared),
  ]
  const id = await writer.vault.create(exampleAccount(), KEEP)
  await writer.sync()
  return { writer, reader, id }
}

async function rename({ vault, sync }: TestDeviceAtWork, id: string, at: number): Promise<void> {
  const { profile, secrets } = (await vault.get(id))!
  const edit = { at: 20_000 + at, by: 'p' }
  const changed = editAccount({ profile, secrets: secrets! }, { username: `bo${at}` }, edit)
  await vault.save(id, changed, KEEP)
  await sync()
}

test('a tab reads whole accounts while another one saves and synchronises them', async () => {
  const { writer, reader, id } = await twoTabs(71)
  const done = new AbortController()
  const writing = (async () => {
    for (let at = 0; at < ROUNDS; at += 1) await rename(writer, id, at)
    done.abort()
  })()
  const seen = new Set<string | undefined>()
  while (!done.signal.aborted) seen.add((await reader.vault.get(id))?.profile.username.value)
  await writing
  expect(seen.size).toBeGreaterThan(ROUNDS / 2)
  expect(seen).not.toContain(undefined)
})
