import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import type { AccountChange } from '@keyward/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { editAccount } from '../accounts.ts'
import { exampleAccount } from '../accounts/cases/fixtures.ts'
import { TestWorkspace } from '../vault/cases/workspace.ts'
import { buildPush } from '../vault/push/build.ts'
import { beginAtServer, deviceOf, type TestDeviceAtWork } from './cases/device.ts'
import type { FakeServer } from './cases/fake-server.ts'

const KEEP = { onTaken: 'keep' } as const

/** A change of one account, as the server tells it to Olga's laptop. */
type Lie = (change: AccountChange) => AccountChange

describe('[C113] a server that lies about an account', () => {
  let server: FakeServer
  let workspace: TestWorkspace
  let phone: TestDeviceAtWork
  let laptop: TestDeviceAtWork
  let id: string
  /** Everything of the account when it was first pushed, and after one more edit. */
  let first: AccountChange
  let second: AccountChange

  beforeEach(async () => {
    workspace = await TestWorkspace.begin(5)
    workspace.addDevice('Olga')
    await workspace.join('Anna', 'user')
    server = await beginAtServer(workspace)
    phone = await deviceOf(server, 'Olga')
    laptop = await deviceOf(server, 'Olga', 1)
    id = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    first = whole()
    await laptop.sync()
    const edited = editAccount(exampleAccount(), { username: 'bo', notes: 'n' }, edit(20_000))
    await phone.vault.save(id, edited, KEEP)
    await phone.sync()
    second = whole()
  })

  const edit = (at: number) => ({ at, by: 'p' })
  const whole = (account = id): AccountChange =>
    server.accounts.get(account)!.changeFor(workspace.member('Olga').memberId, 0)!

  function tell(lie: Lie, of = id): void {
    server.lie = (page) => ({
      ...page,
      accounts: page.accounts.map((change) => (change.accountId === of ? lie(change) : change)),
    })
  }

  /** What the laptop has of the account stays as it was, the lie is named, and nothing is pushed. */
  async function expectRefused(rule: string, device = laptop): Promise<void> {
    const before = await device.vault.get(id)
    const report = await device.sync()
    expect(report.refused).toEqual([{ accountId: id, rule }])
    const apart = await device.vault.apart()
    expect(apart.map((one) => one.rule)).toContain(rule)
    const after = await device.vault.get(id)
    expect(after?.profile.username.value).toBe(before?.profile.username.value)
    if (after === undefined) return
    const own = { profile: after.profile, secrets: after.secrets! }
    await device.vault.save(id, editAccount(own, { labels: ['mine'] }, edit(30_000)), KEEP)
    const versions = server.accounts.get(id)?.profile?.value.version
    await device.sync()
    expect(server.accounts.get(id)?.profile?.value.version).toBe(versions)
    expect(await device.vault.pendingCount()).toBe(1)
  }

  test('a replayed older version is refused: write.older', async () => {
    await laptop.sync()
    await phone.vault.save(
      id,
      editAccount(exampleAccount(), { username: 'cy' }, edit(30_000)),
      KEEP,
    )
    await phone.sync()
    tell((change) => ({ ...change, profile: first.profile, secrets: first.secrets }))
    await expectRefused('write.older')
  })

  test('the account of another id is refused: its list is not of this account', async () => {
    const other = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    tell(() => ({ ...whole(other), accountId: id, revision: second.revision }))
    const fresh = await deviceOf(server, 'Olga', 1)
    const report = await fresh.sync()
    expect(report.refused).toContainEqual({ accountId: id, rule: 'access.other-account' })
    expect(await fresh.vault.get(id)).toBeUndefined()
    expect(await fresh.vault.get(other)).toBeDefined()
  })

  test("another account's ciphertext is refused: write.context", async () => {
    const other = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    tell((change) => ({ ...change, profile: whole(other).profile, secrets: null }))
    await expectRefused('write.context')
  })

  test('swapped compartments are refused: write.context', async () => {
    tell((change) => ({ ...change, profile: change.secrets, secrets: change.profile }))
    await expectRefused('write.context')
  })

  test('a bit changed in the sealed bytes is refused: write.sealed-hash', async () => {
    tell((change) => ({ ...change, profile: flippedText(change.profile!, 60) }))
    await expectRefused('write.sealed-hash')
  })

  test('a fork of a version is refused: write.fork', async () => {
    await laptop.sync()
    // Two devices wrote the same version; the server shows each its own.
    const known = whole()
    await phone.vault.save(id, editAccount(exampleAccount(), { username: 'cy' }, edit(3e4)), KEEP)
    const one = await buildPush(phone.vault.context, phone.membership, id)
    await phone.vault.save(id, editAccount(exampleAccount(), { username: 'dy' }, edit(4e4)), KEEP)
    const two = await buildPush(phone.vault.context, phone.membership, id)
    const shown =
      (push: typeof one): Lie =>
      () => ({
        ...known,
        lists: [],
        wrapped: null,
        profile: push!.push.profile,
        secrets: null,
      })
    server.accounts.get(id)!.revision = server.revision + 1
    server.revision += 1
    tell(shown(one))
    await laptop.sync()
    expect((await laptop.vault.get(id))?.profile.username.value).toBe('cy')
    server.accounts.get(id)!.revision = server.revision + 1
    server.revision += 1
    tell(shown(two))
    await expectRefused('write.fork')
  })

  test('secrets that are withheld are noticed by what the profile names: write.older', async () => {
    tell((change) => ({ ...change, secrets: null }))
    const report = await laptop.sync()
    expect(report.refused).toEqual([{ accountId: id, rule: 'write.older' }])
  })

  test('a shortened history of lists is refused: access.older', async () => {
    const list = server.accounts.get(id)!.lists[0]!.value.text
    await phone.vault.share(id, workspace.member('Anna').memberId, 'owner')
    await phone.sync()
    await laptop.sync()
    await phone.vault.save(id, editAccount(exampleAccount(), { username: 'cy' }, edit(3e4)), KEEP)
    await phone.sync()
    tell((change) => ({ ...change, lists: [list] }))
    await expectRefused('access.older')
  })

  test('a list that begins in the middle is refused by a fresh device: access.genesis', async () => {
    await phone.vault.share(id, workspace.member('Anna').memberId, 'owner')
    await phone.sync()
    tell((change) => ({ ...change, lists: change.lists.slice(1) }))
    const fresh = await deviceOf(server, 'Olga', 1)
    expect((await fresh.sync()).refused).toEqual([{ accountId: id, rule: 'access.genesis' }])
    expect(await fresh.vault.get(id)).toBeUndefined()
  })

  test('a grant whose signature is forged is refused: access.signature', async () => {
    await phone.vault.share(id, workspace.member('Anna').memberId, 'owner')
    await phone.sync()
    tell((change) => ({ ...change, lists: change.lists.map((list) => flippedText(list, 30)) }))
    await expectRefused('access.signature')
  })

  test('a grant to somebody who never was a member is refused: access.grant', async () => {
    const text = await listBy(phone, async (other) => {
      await other.join('Mallory', 'user')
      return other.member('Mallory').memberId
    })
    tell((change) => ({ ...change, lists: [text], profile: null, secrets: null }))
    await expectRefused('access.grant')
  })

  test('wrapped keys of another grant are refused: access.wrapped-hash', async () => {
    const other = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    tell((change) => ({ ...change, wrapped: whole(other).wrapped }))
    const fresh = await deviceOf(server, 'Olga', 1)
    const report = await fresh.sync()
    expect(report.refused).toEqual([{ accountId: id, rule: 'access.wrapped-hash' }])
  })

  test('content under an old key, after an Owner was removed, is refused: write.context', async () => {
    const anna = workspace.member('Anna').memberId
    await phone.vault.share(id, anna, 'owner')
    await phone.sync()
    await laptop.sync()
    const before = whole()
    await phone.vault.unshare(id, anna)
    await phone.sync()
    tell((change) => ({ ...change, profile: before.profile, secrets: before.secrets }))
    await expectRefused('write.context')
  })

  test('what rests on a chain that is not ours is refused: access.chain-head', async () => {
    const fork = await TestWorkspace.begin(5)
    fork.addDevice('Olga')
    fork.now += 1
    await fork.join('Anna', 'user')
    await fork.join('Otto', 'user')
    phone.membership.entries = fork.entries
    phone.membership.state = fork.state
    await phone.vault.share(id, fork.member('Anna').memberId, 'owner')
    const out = await buildPush(phone.vault.context, phone.membership, id)
    tell((change) => ({ ...change, lists: [out!.push.lists[0]!.list] }))
    await expectRefused('access.chain-head')
  })

  test('nobody makes a sole Owner erase an account: access.not-granted', async () => {
    tell((change) => ({ ...change, isRevoked: true, lists: [], profile: null, secrets: null }))
    await expectRefused('access.not-granted')
  })

  test('a list of another workspace is refused: its author is none of ours', async () => {
    const text = await otherWorkspaceList(id)
    tell((change) => ({ ...change, lists: [text], profile: null, secrets: null }))
    const fresh = await deviceOf(server, 'Olga', 1)
    expect((await fresh.sync()).refused).toEqual([{ accountId: id, rule: 'access.other-account' }])
  })

  test('bytes that are nothing at all are set apart, and the others come', async () => {
    const other = await phone.vault.create(exampleAccount(), KEEP)
    await phone.sync()
    tell((change) => ({ ...change, profile: 'AAAA', secrets: 'AAAA' }))
    const report = await laptop.sync()
    expect(report.refused).toEqual([{ accountId: id, rule: 'write.malformed' }])
    expect(await laptop.vault.get(other)).toBeDefined()
  })
})

/** A list that Olga's phone signs while it believes in a member whom nobody else knows. */
async function listBy(
  phone: TestDeviceAtWork,
  invite: (workspace: TestWorkspace) => Promise<string>,
): Promise<string> {
  const { entries, state } = phone.membership
  const own = await TestWorkspace.begin(5)
  const memberId = await invite(own)
  const member = own.state.members.get(memberId as never)!
  const id = [...phone.vault.context.memory.rows.keys()][0]!
  phone.membership.state = {
    ...state,
    members: new Map(state.members).set(member.memberId, member),
  }
  await phone.vault.share(id, memberId, 'owner')
  const out = await buildPush(phone.vault.context, phone.membership, id)
  phone.membership.entries = entries
  phone.membership.state = state
  return out!.push.lists[0]!.list
}

async function otherWorkspaceList(accountId: string): Promise<string> {
  const workspace = await TestWorkspace.begin(99)
  const server = await beginAtServer(workspace)
  const device = await deviceOf(server, 'Olga')
  await device.vault.create(exampleAccount(), { ...KEEP, accountId })
  await device.sync()
  return server.accounts.get(accountId)!.lists[0]!.value.text
}

function flippedText(text: string, at: number): string {
  const bytes = decodeBase64url(text)
  bytes[at]! ^= 1
  return encodeBase64url(bytes)
}
