import { decodeBase64url } from '@keyward/codec'
import { parseEntry, type SignedEntry } from '@keyward/workspace/chain'
import { beforeAll, describe, expect, test } from 'vitest'
import { addMember, remove } from '../cases/members.ts'
import { testServer } from '../cases/server.ts'
import { append, signUp, type TestMember, type TestWorkspace } from '../cases/workspace.ts'
import { Standings } from './standings.ts'
import { actorAt, actorNow, advance, deviceKeyAt, hasEntry, standingOf } from './standing.ts'

let workspace: TestWorkspace
let uma: TestMember
let entries: SignedEntry[]

/** 0 created, 1 Uma joins as user, 2 she becomes admin, 3 becomes user again, 4 is removed. */
beforeAll(async () => {
  workspace = await signUp(await testServer())
  const { owner } = workspace
  uma = await addMember(workspace, 'Uma', 'user')
  const { memberId } = uma
  await append(owner, { kind: 'role-changed', memberId, role: 'admin' })
  await append(owner, { kind: 'role-changed', memberId, role: 'user' })
  await remove(workspace, uma)
  const chain = await owner.device.must('getChain')
  entries = chain.entries.map((text) => parseEntry(decodeBase64url(text)))
})

describe('what a chain says at each of its entries', () => {
  test('is the role that a member had there', () => {
    const standing = standingOf(entries)
    const roles = [0, 1, 2, 3, 4].map((at) => actorAt(standing, uma.memberId, at)?.role)
    expect(roles).toEqual([undefined, 'user', 'admin', 'user', undefined])
    expect(actorNow(standing, uma.memberId)).toBeUndefined()
    expect(actorNow(standing, workspace.owner.memberId)?.role).toBe('owner')
  })

  test('is the key of a device while it was one of the member’s', () => {
    const standing = standingOf(entries)
    const { memberId, deviceId, deviceKey } = uma
    const keys = [0, 1, 3, 4].map((at) => deviceKeyAt(standing, memberId, deviceId, at))
    expect(keys).toEqual([undefined, deviceKey.publicKey, deviceKey.publicKey, undefined])
    expect(deviceKeyAt(standing, workspace.owner.memberId, deviceId, 1)).toBeUndefined()
  })

  test('is the same, entry by entry or at once', () => {
    let standing = standingOf(entries.slice(0, 1))
    for (const entry of entries.slice(1)) standing = advance(standing, entry)
    const whole = standingOf(entries)
    expect(standing.hashes).toEqual(whole.hashes)
    expect(standing.roles).toEqual(whole.roles)
    expect(standing.state.head.hash).toEqual(whole.state.head.hash)
  })

  test('has its own entries and no others', () => {
    const standing = standingOf(entries)
    const [first, second] = standing.hashes as [Uint8Array, Uint8Array]
    expect(hasEntry(standing, 0, first)).toBe(true)
    expect(hasEntry(standing, 0, second)).toBe(false)
    expect(hasEntry(standing, 99, first)).toBe(false)
    expect(hasEntry(standing, -1, first)).toBe(false)
  })
})

describe('folded chains', () => {
  test('have every entry that was appended before they are looked at, by whatever process', async () => {
    const { server, workspaceId, owner } = workspace
    const here = new Standings(server.store.workspaces)
    const before = await here.of(workspaceId)
    await append(owner, { kind: 'workspace-renamed', name: 'Harbour' })
    const after = await here.of(workspaceId)
    expect(after?.hashes.length).toBe((before?.hashes.length ?? 0) + 1)
    expect(after?.state.name).toBe('Harbour')
  })

  test('are folded once for all who ask at the same time', async () => {
    const { server, workspaceId } = workspace
    let reads = 0
    const here = new Standings({
      chain(id, from, limit) {
        if (from === 0) reads += 1
        return server.store.workspaces.chain(id, from, limit)
      },
    })
    const found = await Promise.all([1, 2, 3].map(() => here.of(workspaceId)))
    expect(new Set(found).size).toBe(1)
    expect(reads).toBe(1)
  })

  test('are none for a workspace that is not there', async () => {
    const here = new Standings(workspace.server.store.workspaces)
    expect(await here.of('A'.repeat(22))).toBeUndefined()
  })
})
