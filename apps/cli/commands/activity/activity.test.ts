import { readFileSync, writeFileSync } from 'node:fs'
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
  for (const name of ['Perch', 'Nest', 'Roost'])
    await alice.ok(words(`accounts create ${name} --username studio`))
})
afterAll(() => scene.end())

const fileFor = (name: string): string => scene.folder.file(`${name}.jsonl`)
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n')

async function exported(by: Device, name: string, more: readonly string[] = []): Promise<string> {
  await by.ok(['activity', 'export', fileFor(name), ...more])
  return fileFor(name)
}

describe('an exported log', () => {
  test('is proven whole where it was made, and by nobody’s device from the file alone', async () => {
    const file = await exported(alice, 'whole')
    const verified = await alice.json(['activity', 'verify', file])
    expect(verified).toMatchObject({
      verified: true,
      isWhole: true,
      seen: 'covered',
      membership: 'known',
      key: 'known',
    })
    const { sequence } = verified['head'] as { sequence: number }
    expect(verified['entries']).toBe(sequence)
    const stranger = scene.device('stranger', BOB)
    expect(await stranger.json(['activity', 'verify', file])).toMatchObject({
      entries: sequence,
      seen: 'unknown',
      membership: 'of-the-file',
      key: 'unknown',
    })
  })

  test('that was changed is refused, and the line told', async () => {
    const lines = linesOf(await exported(alice, 'changed'))
    const at = lines.findIndex((line) => line.startsWith('{"workspaceId"')) + 2
    writeFileSync(fileFor('dropped'), `${lines.toSpliced(at, 1).join('\n')}\n`)
    const { code, out } = await alice.run(['activity', 'verify', fileFor('dropped'), '--json'])
    expect(code).toBe(7)
    expect(JSON.parse(out).error).toMatchObject({
      rule: 'log.sequence',
      message: expect.stringContaining(`Line ${at + 1}:`),
    })
    writeFileSync(fileFor('cut'), `${lines.slice(0, -3).join('\n')}\n`)
    expect(await alice.rule(['activity', 'verify', fileFor('cut')])).toBe('log.truncated')
  })

  test('of a filter is proven entry by entry', async () => {
    const file = await exported(alice, 'part', ['--event', 'account-created'])
    const found = await alice.json(['activity', 'verify', file])
    expect(found).toMatchObject({ entries: 3, isWhole: false, membership: 'known' })
  })

  test('of a member who sees a part is proven entry by entry', async () => {
    const file = await exported(bob, 'bobs')
    const found = await bob.json(['activity', 'verify', file])
    expect(found).toMatchObject({ isWhole: false, verified: true })
    expect(Number(found['entries'])).toBeGreaterThan(0)
    expect(await alice.json(['activity', 'verify', file])).toMatchObject({ verified: true })
  })

  test('goes on from an earlier one, and not from a later one', async () => {
    const before = await exported(alice, 'before')
    await alice.ok(words('accounts create Eyrie --username studio'))
    const after = await exported(alice, 'after')
    const head = ['--head', before]
    expect(await alice.json(['activity', 'verify', after, ...head])).toMatchObject({
      given: 'covered',
    })
    expect(await alice.json(['activity', 'verify', before, '--head', after])).toMatchObject({
      given: 'older',
      seen: 'older',
    })
    expect(await alice.rule(['activity', 'verify', after, '--head', scene.folder.path])).toBe(
      'cli.file',
    )
  })
})

describe('a webhook', () => {
  test('is set, shown, tested and removed', async () => {
    const url = 'https://hooks.keyward.invalid/activity'
    const { webhookId, secret } = await alice.json(['activity', 'webhook', 'set', url])
    expect(secret).toMatch(/^whsec_/)
    expect((await alice.json(['activity', 'webhook', 'list']))['webhooks']).toMatchObject([
      { webhookId, url },
    ])
    const { out } = await alice.ok(words(`activity webhook test --json -- ${String(webhookId)}`))
    expect(JSON.parse(out)).toMatchObject({ isDelivered: false, status: 'unreachable' })
    expect(await bob.rule(['activity', 'webhook', 'set', url])).toBe(
      'remote.refused:needs-activity-reader',
    )
    expect(await alice.rule(['activity', 'webhook', 'set', 'http://10.0.0.1/'])).toMatch(/^remote/)
    expect(await alice.rule(['activity', 'webhook', 'drop'])).toBe('cli.operand')
    await alice.ok(['activity', 'webhook', 'remove', '--', String(webhookId)])
    expect((await alice.run(['activity', 'webhook', 'list'])).out).toContain('sent nowhere')
  })
})
