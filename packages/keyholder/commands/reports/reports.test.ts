import { beforeEach, describe, expect, test } from 'vitest'
import { makeOwner, makeWorld } from '../../cases/world.ts'
import { KeyholderError } from '../../error.ts'
import type { Session } from '../../session.ts'
import { openDirectory } from '../directory/open.ts'
import { lookUpPasskeyEndpoints } from '../directory/endpoints.ts'
import { closeReport, listReports, type NewAppReport, reportApp } from './report.ts'
import { reportAppOrKeep, sendWaitingReports } from './waiting.ts'
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

/** What keeps reports, of the open session. */
function deskOf({ platform, replica, unlocked, membership }: Session) {
  const context = { platform, replica, unlocked, membership: membership() }
  return { vault: { context } } as unknown as Parameters<typeof reportAppOrKeep>[0]
}

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

  test('made without a network wait, sealed, and are sent once when the server answers', async () => {
    const desk = deskOf(owner)
    const offline = new KeyholderError('remote.offline', 'The server can’t be reached.')
    const alone = { platform: owner.platform, call: () => Promise.reject(offline) }
    expect(await reportAppOrKeep(desk, alone, REPORT)).toBe('waiting')
    expect(await reportAppOrKeep(desk, alone, { ...REPORT, appName: 'Heron' })).toBe('waiting')
    await expect(sendWaitingReports(desk, alone)).rejects.toMatchObject({ rule: 'remote.offline' })
    for (const { value } of await owner.replica.list('directory'))
      expect(Buffer.from(value).includes('Heron')).toBe(false)
    expect(await sendWaitingReports(desk, owner)).toBe(2)
    expect(await sendWaitingReports(desk, owner)).toBe(0)
    const open = await listReports(owner)
    expect(open.map(({ appName }) => appName).toSorted()).toEqual(['Heron', 'Perch'])
    expect(open.every(({ text }) => text === 'It stops after Continue.')).toBe(true)
  })

  test('with a network are sent at once; what is no report is told, and never waits', async () => {
    const desk = deskOf(owner)
    expect(await reportAppOrKeep(desk, owner, REPORT)).toBe('sent')
    const wrong = reportAppOrKeep(desk, owner, { ...REPORT, rpId: 'not a domain' })
    await expect(wrong).rejects.toMatchObject({ rule: 'remote.refused' })
    expect(await sendWaitingReports(desk, owner)).toBe(0)
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
