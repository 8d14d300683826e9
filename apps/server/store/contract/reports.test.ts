import { LIFETIMES, LIMITS } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { makeScene } from '../cases/scene.ts'
import { makeId, NOW } from '../cases/values.ts'
import type { NewReport } from '../ports/reports.ts'

const newReport = (workspaceId: string, more: Partial<NewReport> = {}): NewReport => ({
  workspaceId,
  reportId: makeId(),
  platform: 'ios',
  step: 'create',
  code: 'not-offered',
  rpId: 'perch.example',
  appName: 'Perch',
  text: 'It stops after Continue.',
  memberId: makeId(),
  reportedAt: NOW,
  ...more,
})

const ALL = { isOpen: false, limit: 100 }
const OPEN = { isOpen: true, limit: 100 }

storeContract('reports', (store) => {
  describe('a report', () => {
    test('is listed with the newest first, in its workspace alone', async () => {
      const [scene, other] = [await makeScene(store()), await makeScene(store())]
      const { workspaceId, ...first } = newReport(scene.workspaceId)
      const second = newReport(workspaceId, { text: null, reportedAt: NOW + 1 })
      await store().reports.add({ workspaceId, ...first })
      await store().reports.add(second)
      const found = await store().reports.list(workspaceId, ALL)
      expect(found.map(({ reportId }) => reportId)).toEqual([second.reportId, first.reportId])
      expect(found[1]).toEqual({ ...first, closedAt: null, closedBy: null })
      expect(await store().reports.list(workspaceId, { ...ALL, limit: 1 })).toHaveLength(1)
      expect(await store().reports.list(other.workspaceId, ALL)).toEqual([])
    })

    test('that is sent again is the first one', async () => {
      const { workspaceId } = await makeScene(store())
      const report = newReport(workspaceId)
      await store().reports.add(report)
      await store().reports.add({ ...report, appName: 'Other' })
      const found = await store().reports.list(workspaceId, ALL)
      expect(found.map(({ appName }) => appName)).toEqual(['Perch'])
    })

    test('is closed once, by whoever was first', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const { reportId } = newReport(workspaceId)
      await store().reports.add(newReport(workspaceId, { reportId }))
      await store().reports.close(workspaceId, reportId, { memberId: owner, at: NOW + 5 })
      await store().reports.close(workspaceId, reportId, { memberId: makeId(), at: NOW + 9 })
      expect(await store().reports.list(workspaceId, OPEN)).toEqual([])
      expect(await store().reports.list(workspaceId, ALL)).toMatchObject([
        { reportId, closedAt: NOW + 5, closedBy: owner },
      ])
    })

    test('that is unknown, or of another workspace, is not closed', async () => {
      const [scene, other] = [await makeScene(store()), await makeScene(store())]
      const report = newReport(scene.workspaceId)
      await store().reports.add(report)
      const by = { memberId: scene.owner, at: NOW }
      for (const [workspaceId, reportId] of [
        [scene.workspaceId, makeId()],
        [other.workspaceId, report.reportId],
      ] as const) {
        const closed = store().reports.close(workspaceId, reportId, by)
        await expect(closed).rejects.toMatchObject({ code: 'not_found' })
      }
    })

    test('is refused to who has many open ones, until some are closed', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const memberId = makeId()
      const reports = Array.from({ length: LIMITS.openReports }, () =>
        newReport(workspaceId, { memberId }),
      )
      for (const report of reports) await store().reports.add(report)
      const further = newReport(workspaceId, { memberId })
      await expect(store().reports.add(further)).rejects.toMatchObject({
        code: 'object_refused',
        rule: 'report.too-many',
      })
      await store().reports.add(newReport(workspaceId))
      const first = reports[0]?.reportId ?? ''
      await store().reports.close(workspaceId, first, { memberId: owner, at: NOW })
      await store().reports.add(further)
    })

    test('is forgotten when it was closed long ago', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const [open, closed] = [newReport(workspaceId), newReport(workspaceId)]
      for (const report of [open, closed]) await store().reports.add(report)
      await store().reports.close(workspaceId, closed.reportId, { memberId: owner, at: NOW })
      await store().sweep(NOW + LIFETIMES.closedReport - 1)
      expect(await store().reports.list(workspaceId, ALL)).toHaveLength(2)
      await store().sweep(NOW + LIFETIMES.closedReport)
      const left = await store().reports.list(workspaceId, ALL)
      expect(left.map(({ reportId }) => reportId)).toEqual([open.reportId])
    })
  })

  test('a support contact is of one workspace, and none until it is set', async () => {
    const [scene, other] = [await makeScene(store()), await makeScene(store())]
    const { reports } = store()
    expect(await reports.contact(scene.workspaceId)).toBe('')
    await reports.putContact(scene.workspaceId, 'it@acme.example')
    await reports.putContact(scene.workspaceId, 'Room 12')
    expect(await reports.contact(scene.workspaceId)).toBe('Room 12')
    expect(await reports.contact(other.workspaceId)).toBe('')
  })
})
