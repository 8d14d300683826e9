import { AeadKey } from '@keyward/primitives/aead'
import { indexListId } from '@keyward/protocol'
import { expect, test } from 'vitest'
import { encodeAccount, exampleAccount } from '../accounts/cases/fixtures.ts'
import { memoryReplica } from '../replica.ts'
import type { Unlocked } from '../session/unlocked.ts'
import { testPlatform } from './cases/platform.ts'
import { TestMembership, TestWorkspace } from './cases/workspace.ts'
import { openVault } from './open-vault.ts'
import { rewrapAllKeys } from './rewrap.ts'

test('after the account key changed, the new one opens every account and the old one none', async () => {
  const workspace = await TestWorkspace.begin()
  const old = workspace.unlocked('Olga')()
  const next = { ...old, accountKey: new AeadKey(workspace.random(32)), accountKeyEpoch: 2 }
  const replica = memoryReplica().open()
  const platform = testPlatform(1, () => 1)
  const membership = new TestMembership(workspace.entries)
  const listId = indexListId(workspace.workspaceId)
  const openAs = (unlocked: Unlocked) =>
    openVault({ platform, replica, membership, unlocked: () => unlocked, indexListId: listId })
  const id = await (await openAs(old)).create(exampleAccount(), { onTaken: 'keep' })
  await replica.write(await rewrapAllKeys({ platform, replica }, old, next))
  // Cut off and done again: what lies under the new key already stays.
  await replica.write(await rewrapAllKeys({ platform, replica }, old, next))
  const { profile, secrets } = (await (await openAs(next)).get(id))!
  expect(encodeAccount({ profile, secrets: secrets! })).toEqual(encodeAccount(exampleAccount()))
  await expect((await openAs(old)).get(id)).rejects.toMatchObject({ rule: 'replica.damaged' })
})
