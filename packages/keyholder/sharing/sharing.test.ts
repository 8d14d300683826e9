import { describe, expect, test } from 'vitest'
import { indexListId } from '@keyward/protocol'
import { addPasskey } from '../accounts.ts'
import { exampleAccount, exampleSource } from '../accounts/cases/fixtures.ts'
import { beginAtServer, deviceOf } from '../sync/cases/device.ts'
import type { FakeServer } from '../sync/cases/fake-server.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { exposedPasskeys, seenBy } from './report.ts'

const KEEP = { onTaken: 'keep' } as const

/** Olga shares an account with Anna; both have synchronised. */
async function shared(seed: number) {
  const workspace = await TestWorkspace.begin(seed)
  const anna = await workspace.join('Anna', 'user')
  const server = await beginAtServer(workspace)
  const olga = await deviceOf(server, 'Olga')
  const annas = await deviceOf(server, 'Anna')
  const id = await olga.vault.create(exampleAccount(), KEEP)
  await olga.sync()
  await olga.vault.share(id, anna.memberId, 'owner')
  await olga.sync()
  await annas.sync()
  return { workspace, server, olga, annas, anna, id }
}

function listOf(server: FakeServer, accountId: string) {
  return server.accounts.get(accountId)!.list!.statement
}

describe('[C108] a member who is removed from the workspace', () => {
  test('loses the accounts, whose keys are new, and Owners learn which passkeys it had', async () => {
    const { workspace, server, olga, anna, id } = await shared(21)
    const passkeys = [...(await olga.vault.get(id))!.profile.passkeys.keys()]
    expect((await seenBy(olga.vault, anna.memberId))[0]).toMatchObject({
      accountId: id,
      isOwner: true,
    })
    workspace.append('Olga', { kind: 'member-removed', memberId: anna.memberId })
    server.growChain()
    await olga.sync()
    const list = listOf(server, id)
    expect(list.grants.map(({ granteeId }) => granteeId)).not.toContain(anna.memberId)
    expect([list.profile.epoch, list.secrets.epoch]).toEqual([2, 2])
    expect(server.accounts.get(id)?.profile?.value.version).toBe(2)

    const { profile, secrets } = (await olga.vault.get(id))!
    const at = { at: 50_000, by: 'o' }
    const more = addPasskey({ profile, secrets: secrets! }, exampleSource(77), at)
    await olga.vault.save(id, more, KEEP)
    const exposed = await exposedPasskeys(olga.vault, id)
    expect(exposed.map(({ credentialId }) => credentialId)).toEqual(passkeys)
    const [seen] = await seenBy(olga.vault, anna.memberId)
    expect(seen).toMatchObject({ isOwner: false, appName: 'Perch' })
    expect(seen?.passkeys).toEqual(exposed)
  })

  test('a device that comes later reports no fewer passkeys', async () => {
    const { workspace, server, olga, anna, id } = await shared(22)
    await olga.vault.unshare(id, anna.memberId)
    await olga.sync()
    workspace.addDevice('Olga')
    server.growChain()
    const laptop = await deviceOf(server, 'Olga', 1)
    await laptop.sync()
    expect(await exposedPasskeys(laptop.vault, id)).toEqual(await exposedPasskeys(olga.vault, id))
    expect(await exposedPasskeys(laptop.vault, id)).toHaveLength(2)
  })

  test('the index key is a new one, and all usernames are claimed with it again', async () => {
    const { workspace, server, olga, annas, anna } = await shared(23)
    await annas.vault.create(exampleAccount(), KEEP)
    const before = [...server.claims.keys()]
    expect(before).not.toEqual([])
    workspace.append('Olga', { kind: 'member-removed', memberId: anna.memberId })
    server.growChain()
    await olga.sync()
    expect(listOf(server, indexListId(workspace.workspaceId)).profile.epoch).toBe(2)
    await olga.sync()
    const after = [...server.claims.keys()]
    expect(after).toHaveLength(before.length)
    expect(after.some((claim) => before.includes(claim))).toBe(false)
  })
})

describe('what Owners owe their accounts', () => {
  test('who may own accounts no longer is taken out of them and of the index key', async () => {
    const { workspace, server, olga, annas, anna, id } = await shared(24)
    workspace.append('Olga', { kind: 'role-changed', memberId: anna.memberId, role: 'guest' })
    server.growChain()
    await olga.sync()
    const index = indexListId(workspace.workspaceId)
    for (const accountId of [id, index])
      expect(listOf(server, accountId).grants.map(({ granteeId }) => granteeId)).not.toContain(
        anna.memberId,
      )
    await annas.sync()
    expect(await annas.vault.get(id)).toBeUndefined()
    expect(await annas.vault.claimsOf(exampleAccount())).toBeUndefined()
  })

  test("a member's keys are wrapped to its newest keyset", async () => {
    const { workspace, server, annas, anna, id } = await shared(25)
    await workspace.changeKeys('Anna')
    server.growChain()
    await annas.sync()
    const grant = listOf(server, id).grants.find(({ granteeId }) => granteeId === anna.memberId)
    expect(grant?.keysetEpoch).toBe(2)
    expect(listOf(server, id).profile.epoch).toBe(1)
    workspace.addDevice('Anna')
    server.growChain()
    const laptop = await deviceOf(server, 'Anna', 1)
    await laptop.sync()
    expect((await laptop.vault.get(id))?.secrets?.passkeys.size).toBe(2)
  })

  test('an account keeps one Owner, and nobody is made one who may not be', async () => {
    const { workspace, olga, anna, id } = await shared(26)
    const olgaId = workspace.member('Olga').memberId
    await olga.vault.unshare(id, anna.memberId)
    await expect(olga.vault.unshare(id, olgaId)).rejects.toMatchObject({
      rule: 'account.not-owner',
    })
    const gus = await workspace.join('Gus', 'guest')
    olga.membership.adopt(workspace.entries.slice(olga.membership.entries.length))
    await expect(olga.vault.share(id, gus.memberId, 'owner')).rejects.toMatchObject({
      rule: 'forbidden',
      refusal: 'collaborator-only',
    })
    await olga.vault.share(id, gus.memberId, 'collaborator')
  })
})
