import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSigner, type Signer } from '../../signer/signer.ts'
import { granted, type Granted, newDeal, signerRandom, useOf } from '../cases/deals.ts'
import { type RecordedStore, recordedStore } from '../cases/recorded.ts'
import { report } from '../cases/rows.ts'
import { append, makeScene, type Scene } from '../cases/scene.ts'
import { DAY, makeBytes, makeId, NOW, once } from '../cases/values.ts'

let signer: Signer
let recorded: RecordedStore
let scene: Scene
let of: Granted
beforeEach(async () => {
  signer = openSigner({ path: ':memory:', random: signerRandom })
  recorded = await recordedStore(signer)
  scene = await makeScene(recorded.store)
  of = await granted(scene)
})
afterEach(async () => {
  await recorded.close()
  await signer.close()
})

/**
 * Steps that read a whole table, or all of a workspace's rows, each once, by the name of the table.
 */
async function wholeSteps(work: () => Promise<unknown>): Promise<readonly string[]> {
  const queries = await recorded.during(work)
  expect(queries.length).toBeGreaterThan(3)
  const steps = queries
    .flatMap((sql) => recorded.planOf(sql))
    .filter((step) => step.startsWith('SCAN') || step.endsWith('(workspace_id=?)'))
    // Rows that are written.
    .filter((step) => !step.endsWith('VALUES CLAUSE'))
  return [
    ...new Set(steps.map((step) => step.replace(/ USING .*?(?=\(|$)/, ' ').trim())),
  ].toSorted()
}

const WORKSPACE = 'SEARCH workspaces (workspace_id=?)'

describe('every query of sharing goes by an index that leads to few rows', () => {
  test('deals: making, pulling, using and ending them', async () => {
    const { deals } = recorded.store
    const { workspaceId, accountId, memberId, deviceId } = of
    const deal = newDeal(of)
    const next = newDeal(of, { replaces: deal.dealId })
    const steps = await wholeSteps(async () => {
      await deals.putKey({ workspaceId, memberId, deviceId, statement: makeBytes() })
      await deals.keys(workspaceId, [memberId])
      await deals.insert(workspaceId, [deal], once(makeId()))
      await deals.pull({ workspaceId, memberId, deviceId, since: 0, limit: 9 })
      await deals.pull({ workspaceId, memberId, deviceId, since: 2, limit: 9 })
      const asked = { workspaceId, memberId: scene.owner, after: '', limit: 9, now: NOW }
      await deals.dealing(asked)
      await deals.facts(workspaceId, deal.dealId, { approvalId: makeId(), now: NOW })
      await deals.cosign(useOf(deal))
      await deals.insert(workspaceId, [next], once(makeId()))
      await deals.cosign(useOf(next))
      const grant = { workspaceId, accountId, memberId }
      await deals.putTerms({ ...grant, version: 2, statement: makeBytes() }, [], once())
      await of.revoke()
      await append(scene, { removedDeviceId: deviceId })
    })
    // The last entry of the chain, all sessions where a device is removed, and the workspace itself.
    expect(steps).toEqual([
      'SEARCH chain (workspace_id=?)',
      'SEARCH sessions (workspace_id=?)',
      WORKSPACE,
    ])
  })

  test('approvals, windows, and requests to share', async () => {
    const { sharing, deals } = recorded.store
    const { workspaceId, accountId, memberId, deviceId } = of
    const deal = newDeal(of)
    await deals.insert(workspaceId, [deal], once())
    const [approvalId, windowId, requestId] = [makeId(), makeId(), makeId()]
    const grant = { workspaceId, accountId, memberId }
    const approval = {
      ...grant,
      approvalId,
      dealId: deal.dealId,
      deviceId,
      binding: makeBytes(),
      authenticatorData: makeBytes(37),
      clientDataHash: makeBytes(),
      expiresAt: NOW + 100,
      bodies: [{ memberId: scene.owner, body: makeBytes(60) }],
    }
    const window = { windowId, authorId: scene.owner, from: NOW, until: NOW + 9 }
    const request = { requestId, role: 'manager', sealedNote: null, askedAt: NOW } as const
    const owner = { workspaceId, memberId: scene.owner, deviceId: scene.device }
    const steps = await wholeSteps(async () => {
      await sharing.ask(approval, [], NOW)
      await sharing.approvals(owner, NOW)
      await sharing.approval(owner, approvalId, NOW)
      const said = { workspaceId, approvalId, isApproved: true, statement: makeBytes() }
      await sharing.answer(said, [], NOW)
      await sharing.openWindow({ ...grant, ...window, statement: makeBytes() }, [])
      await sharing.windows(owner, NOW)
      await sharing.closeWindow(workspaceId, windowId, [])
      await sharing.requestShare({ ...grant, ...request, askedBy: memberId }, [])
      await sharing.shareRequests(owner)
      await sharing.closeShareRequest(workspaceId, requestId)
    })
    // Each member has a few open requests at most; of accounts there may be many thousands.
    expect(steps).toEqual(['SEARCH request (workspace_id=?)', WORKSPACE])
  })

  test('the log: appending, proofs, filters, and webhooks', async () => {
    const { activity, webhooks } = recorded.store
    const { workspaceId, owner } = scene
    const webhookId = makeId()
    const told = { time: NOW, memberId: owner, deviceId: makeId(), subject: { webhookId } }
    const set = { ...told, event: 'webhook-set' } as const
    const webhook = { workspaceId, webhookId, url: 'https://hooks.example/', createdBy: owner }
    const steps = await wholeSteps(async () => {
      await activity.append(
        workspaceId,
        Array.from({ length: 9 }, () => report(makeId())),
      )
      await activity.head(workspaceId)
      await activity.root(workspaceId, 7)
      await activity.inclusion(workspaceId, [1, 5], 7)
      await activity.consistency(workspaceId, 3, 7)
      await activity.list(workspaceId, { limit: 9, from: 4, until: 6 })
      await activity.list(workspaceId, { limit: 9 }, { memberId: owner, accountIds: [makeId()] })
      await webhooks.create({ ...webhook, createdAt: NOW }, [set], once())
      const [row] = await webhooks.list(workspaceId)
      await webhooks.take(row!, NOW + 9)
      await webhooks.delivered(row!, '200', NOW, NOW + 9)
      await webhooks.release(row!)
      await webhooks.failed(row!, '500', NOW, { at: NOW + 9 })
      await webhooks.restart(workspaceId, webhookId)
      await webhooks.delete(workspaceId, webhookId, [], once())
    })
    // A workspace has a few webhooks, and all of them are asked for.
    expect(steps).toEqual(['SEARCH webhooks (workspace_id=?)', WORKSPACE])
  })

  test('a sweep, but for what it keeps for a few days', async () => {
    const deal = newDeal(of)
    await recorded.store.deals.insert(of.workspaceId, [deal], once())
    await of.revoke()
    await recorded.store.sweep(NOW)
    const steps = await wholeSteps(() => recorded.store.sweep(NOW + 40 * DAY))
    expect(steps).toEqual([
      'SCAN once_values',
      'SCAN workspaces',
      'SEARCH approvals (workspace_id=?)',
      'SEARCH invitations (workspace_id=?)',
      'SEARCH reports (workspace_id=?)',
      'SEARCH reservations (workspace_id=?)',
      'SEARCH sessions (workspace_id=?)',
      WORKSPACE,
    ])
  })
})
