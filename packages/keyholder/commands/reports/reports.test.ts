import { beforeEach, describe, expect, test } from 'vitest'
import { makeOwner, makeWorld } from '../../cases/world.ts'
import type { Session } from '../../session.ts'
import { openDirectory } from '../directory/open.ts'
import { lookUpPasskeyEndpoints } from '../directory/endpoints.ts'
import { closeReport, listReports, type NewAppReport, reportApp } from './report.ts'
import { setSupportContact, supportContact } from './support-contact.ts'

const REPORT: NewAppReport = {
  platform: 'ios',
  step: 'create',
  code: 'not-offered',
  rpId: 'perch.example',
  appName: 'Perch',
  text: '  It stops after Continue.\n',
}

let owner: Session
beforeEach(async () => {
  owner = (await makeOwner(await makeWorld())).session
})

describe('reports of apps, with a real server', () => {
  test('are made, listed and closed', async () => {
    const reportId = await reportApp(owner, REPORT)
    await reportApp(owner, { ...REPORT, text: ' ' })
    const open = await listReports(owner)
    expect(open).toHaveLength(2)
    expect(open.find((each) => each.reportId === reportId)).toMatchObject({
      text: 'It stops after Continue.',
      memberId: owner.unlocked().memberId,
    })
    expect(open.find((each) => each.reportId !== reportId)?.text).toBeNull()
    await closeReport(owner, reportId)
    expect(await listReports(owner)).toHaveLength(1)
    expect(await listReports(owner, 'all')).toHaveLength(2)
    const unknown = closeReport(owner, 'AAAAAAAAAAAAAAAAAAAAAA')
    await expect(unknown).rejects.toMatchObject({ rule: 'remote.refused', code: 'not_found' })
  })

  test('show whom to ask', async () => {
    expect(await supportContact(owner)).toBe('')
    await setSupportContact(owner, ' it@acme.example\nRoom 12 ')
    expect(await supportContact(owner)).toBe('it@acme.example Room 12')
  })

  test('stand beside the directory, which the server has', async () => {
    expect((await openDirectory(owner)).apps.length).toBeGreaterThan(40)
    const found = await lookUpPasskeyEndpoints(owner, 'perch.example')
    expect(found).toMatchObject({ isKnown: false, manage: null })
  })
})
