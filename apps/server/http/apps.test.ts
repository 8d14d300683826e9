import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../cases/keys.ts'
import { addMember } from '../cases/members.ts'
import { testServer } from '../cases/server.ts'
import { signUp, type TestMember } from '../cases/workspace.ts'

const PERCH = { name: 'Perch', domain: 'perch.example', mfa: 'allowed' }

const newReport = () => ({
  reportId: newId(),
  platform: 'android' as const,
  step: 'sign-in' as const,
  code: 'not-offered' as const,
  rpId: 'perch.example',
  appName: 'Perch',
  text: null,
})

describe('the directory', () => {
  test('is sent whole, and not again to who has it', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    const { version, apps, updatedAt } = await owner.device.must('getDirectory')
    expect(updatedAt).toBeNull()
    expect(apps?.length).toBeGreaterThan(40)
    const again = await owner.device.must('getDirectory', { query: { have: version } })
    expect(again).toEqual({ version, updatedAt, apps: null })
    const list = { updatedAt: 5, apps: JSON.stringify([PERCH]) }
    await server.store.directory.put({ source: 'imported', ...list })
    const newer = await owner.device.must('getDirectory', { query: { have: version } })
    expect(newer.updatedAt).toBe(5)
    expect(newer.apps?.map(({ name }) => name)).toContain('Perch')
  })

  test('asks a site what it says of itself', async () => {
    const asked: string[] = []
    const fetchPublic = async (url: string): Promise<string> => {
      asked.push(url)
      return '{"manage":"https://perch.example/keys"}'
    }
    const { owner } = await signUp(await testServer({ fetchPublic }))
    const query = { rpId: 'perch.example' }
    const found = await owner.device.must('lookUpPasskeyEndpoints', { query })
    expect(found).toMatchObject({ isKnown: true, manage: 'https://perch.example/keys' })
    expect(asked).toEqual(['https://perch.example/.well-known/passkey-endpoints'])
    for (const rpId of ['localhost', '127.0.0.1:80', 'a/b.example', 'Perch.example', '']) {
      const { body } = await owner.device.ask('lookUpPasskeyEndpoints', { query: { rpId } })
      expect([rpId, body.code]).toEqual([rpId, 'bad_request'])
    }
    expect(asked).toHaveLength(1)
  })
})

describe('a report of an app', () => {
  let owner: TestMember
  let guest: TestMember
  beforeEach(async () => {
    const workspace = await signUp(await testServer())
    owner = workspace.owner
    guest = await addMember(workspace, 'Gus', 'guest')
  })

  test('of any member reaches the administrators, who close it', async () => {
    const report = newReport()
    await guest.device.must('reportApp', { body: report })
    const { reports } = await owner.device.must('listReports')
    expect(reports).toMatchObject([{ ...report, memberId: guest.memberId, closedAt: null }])
    await owner.device.must('closeReport', { params: { reportId: report.reportId } })
    expect((await owner.device.must('listReports')).reports).toEqual([])
    const all = await owner.device.must('listReports', { query: { state: 'all' } })
    expect(all.reports).toMatchObject([{ closedBy: owner.memberId }])
  })

  test('has nothing but what it may have', async () => {
    for (const more of [
      { username: 'gus@acme.example' },
      { text: 'x'.repeat(501) },
      { step: 'elsewhere' },
      { code: 'E42' },
      { appName: '' },
      { appName: 'a\nb' },
      { rpId: 'https://perch.example' },
    ]) {
      const body = { ...newReport(), ...more } as ReturnType<typeof newReport>
      const { body: told } = await guest.device.ask('reportApp', { body })
      expect([more, told.code]).toEqual([more, 'bad_request'])
    }
  })

  test('is not seen in another workspace', async () => {
    const server = await testServer()
    const [one, other] = [await signUp(server), await signUp(server, 'Otto')]
    await one.owner.device.must('reportApp', { body: newReport() })
    expect((await other.owner.device.must('listReports')).reports).toEqual([])
  })

  test('names whom to ask, as the administrators have set it', async () => {
    expect(await guest.device.must('getSupportContact')).toEqual({ contact: '' })
    await owner.device.must('putSupportContact', { body: { contact: 'it@acme.example' } })
    expect(await guest.device.must('getSupportContact')).toEqual({ contact: 'it@acme.example' })
    await owner.device.must('putSupportContact', { body: { contact: '' } })
    expect(await guest.device.must('getSupportContact')).toEqual({ contact: '' })
  })
})
