import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newAccount, writeTo } from '../cases/objects.ts'
import { type RecordedStore, recordedStore } from '../cases/recorded.ts'
import { append, changes, makeScene, push, type Scene } from '../cases/scene.ts'
import { makeBytes, makeId, NOW } from '../cases/values.ts'

let recorded: RecordedStore
let scene: Scene
beforeEach(async () => {
  recorded = await recordedStore()
  scene = await makeScene(recorded.store)
})
afterEach(() => recorded.close())

const during: RecordedStore['during'] = (work) => recorded.during(work)
const planOf: RecordedStore['planOf'] = (sql) => recorded.planOf(sql)

describe('changes after a revision', () => {
  test('are found by indexes that begin at the revision, and nothing is sorted or scanned', async () => {
    await push(scene, [newAccount([[scene.owner, 'owner']])])
    const queries = await during(() => changes(scene, scene.owner, 2))
    const steps = queries.flatMap(planOf)
    expect(steps.length).toBeGreaterThan(5)
    for (const step of steps) expect(step).toMatch(/^(SEARCH .*\(workspace_id=\?|LIST SUBQUERY)/)
    expect(steps[1]).toMatch(/USING INDEX accounts_by_revision \(workspace_id=\? AND revision>\?\)/)
    expect(steps[2]).toMatch(/\(workspace_id=\? AND account_id=\? AND grantee_id=\?\)/)
    expect(steps.join('\n')).toContain('revocations_by_revision')
    expect(steps.join('\n')).toContain('chain_by_revision')
  })

  test('take as many queries for one account as for hundreds', async () => {
    const accounts = () => Array.from({ length: 150 }, () => newAccount([[scene.owner, 'owner']]))
    await push(scene, [newAccount([[scene.owner, 'owner']])])
    const one = await during(() => changes(scene, scene.owner, 2))
    await push(scene, accounts())
    await push(scene, accounts())
    await append(scene)
    const many = await during(() => changes(scene, scene.owner, 0))
    expect(many).toHaveLength(one.length)
    expect(one).toHaveLength(6)
  })

  test('are read as before when a workspace has grown and been analysed', async () => {
    const ask = () => changes(scene, scene.owner, 2)
    await push(scene, [newAccount([[scene.owner, 'owner']])])
    const before = (await during(ask)).flatMap(planOf)
    for (let i = 0; i < 5; i += 1) {
      await push(
        scene,
        Array.from({ length: 100 }, () => newAccount([[scene.owner, 'owner']])),
      )
    }
    recorded.writer.exec('ANALYZE')
    const { revision } = await ask()
    const after = await during(() => changes(scene, scene.owner, revision - 2))
    expect(after.flatMap(planOf)).toEqual(before)
  })
})

describe('every query of a request', () => {
  test('goes by an index that leads to few rows', async () => {
    const { store, workspaceId, owner } = scene
    const claims = { indexEpoch: 1, claims: [makeBytes()] }
    const account = newAccount([[owner, 'owner']], { claims })
    const queries = await during(async () => {
      await push(scene, [account], { key: makeId() })
      await push(scene, [writeTo(account.accountId, { isDeleted: true })])
      await store.accounts.facts(workspaceId, [account.accountId])
      await store.accounts.grantedTo(workspaceId, owner)
      await store.accounts.reserve(workspaceId, makeId(), claims, NOW, NOW)
      await store.members.byAddress(workspaceId, 'nobody')
      await store.members.byMethod({ credentialId: makeBytes() })
      await store.members.byMethod({ publicKey: makeBytes() })
      await store.sessions.byToken(makeBytes(), NOW)
      await store.sessions.visit(makeBytes(), NOW)
      await store.sessions.list(workspaceId, owner, NOW)
      await store.invitations.get(makeId(), NOW)
      await store.invitations.list(workspaceId, NOW)
      await store.approvals.list(workspaceId, owner, NOW)
      await store.activity.list(workspaceId, { limit: 9, memberId: owner })
      await store.activity.list(workspaceId, { limit: 9, accountIds: [makeId()] })
      await append(scene, { removedMemberId: makeId() })
    })
    const whole = queries
      .flatMap(planOf)
      .filter((step) => step.startsWith('SCAN') || step.endsWith('(workspace_id=?)'))
    // The last entry, the workspace itself, and a list of which all is asked for.
    expect([...new Set(whole)].toSorted()).toEqual([
      'SEARCH chain USING COVERING INDEX sqlite_autoindex_chain_1 (workspace_id=?)',
      'SEARCH invitations USING INDEX sqlite_autoindex_invitations_1 (workspace_id=?)',
      'SEARCH workspaces USING INDEX sqlite_autoindex_workspaces_1 (workspace_id=?)',
    ])
  })
})
