import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, BOB } from '../../cases/acme.ts'
import { type Device, words } from '../../cases/device.ts'

let scene: Acme
let alice: Device
let bob: Device
beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
  bob = await scene.bringIn('Bob', BOB)
})
afterAll(() => scene.end())

describe('reports of apps', () => {
  test('reach the administrators, who close them and say whom to ask', async () => {
    await alice.ok(['reports', 'contact', 'it@acme.example'])
    const { reportId, contact } = await bob.json([
      ...words('report Perch perch.example --platform ios --step create --code not-offered'),
      '--text',
      'It stops after Continue.',
    ])
    expect(contact).toBe('it@acme.example')
    expect((await alice.json(['reports', 'list']))['reports']).toMatchObject([
      { reportId, appName: 'Perch', step: 'create', text: 'It stops after Continue.' },
    ])
    const { out } = await alice.run(['reports', 'list'])
    expect(out).toMatch(/Bob +Perch +perch\.example +ios +create +not-offered/)
    await alice.ok(['reports', 'close', '--', reportId])
    expect((await alice.json(['reports', 'list']))['reports']).toEqual([])
    expect((await alice.json(['reports', 'list', '--all']))['reports']).toHaveLength(1)
  })

  test('are not for others to see, and not set by them', async () => {
    expect(await bob.rule(['reports', 'list'])).toBe('remote.refused:needs-activity-reader')
    expect(await bob.rule(['reports', 'contact', 'me'])).toBe('remote.refused:needs-policy-changer')
    await alice.ok(['reports', 'contact', ''])
    expect((await bob.run(['reports', 'contact'])).out).toContain('No support contact')
  })

  test('that can not be sent are told so at once', async () => {
    expect(await bob.rule(words('report Perch https://perch.example'))).toBe('cli.operand')
    expect(await bob.rule(['report', 'Perch', 'a.example', '--text', 'x'.repeat(501)])).toBe(
      'cli.option',
    )
    expect(await bob.rule(words('report Perch a.example --step nowhere'))).toBe('cli.option')
  })
})

describe('the directory', () => {
  test('is searched, and says which accounts could have a passkey', async () => {
    const { apps } = await bob.json(['directory', 'search', 'github'])
    expect(apps).toMatchObject([{ name: 'GitHub', domains: ['github.com'] }])
    expect((await bob.json(['directory', 'search', '--limit', '3']))['apps']).toHaveLength(3)
    expect((await bob.run(['directory', 'search', 'nothing-of-it'])).out).toBe(
      'No app that fits.\n',
    )
    await bob.ok(words('accounts create GitHub --username bob --rp-id github.com'))
    const mine = await bob.json(['directory', 'search', '--mine'])
    expect(mine['apps']).toMatchObject([{ name: 'GitHub' }])
  })
})
