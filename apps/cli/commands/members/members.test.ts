import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, ALICE, BOB } from '../../cases/acme.ts'
import { type Device, words } from '../../cases/device.ts'

let scene: Acme
let alice: Device
beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
})
afterAll(() => scene.end())

function joining(name: string, ...how: string[]): string[] {
  const address = name.toLowerCase()
  return [...words(`members join --passphrase-stdin --name ${name} --address ${address}`), ...how]
}

describe('an invitation', () => {
  test('is answered with the code read aloud', async () => {
    const { invitationId, spokenCode } = await alice.json(['members', 'invite'])
    const bob = scene.device('bob-1', BOB)
    const how = ['--server', scene.server.origin, '--invitation', invitationId]
    const misread = `${'0'.repeat(26)}U`
    expect(await bob.rule(joining('Bob', ...how), `${misread}\n${BOB}\n`)).toBe(
      'membership.invitation',
    )
    await bob.ok(joining('Bob', ...how), `${spokenCode.toLowerCase()}\n${BOB}\n`)
    expect((await alice.json(['members', 'invitations']))['waiting']).toMatchObject([
      { name: 'Bob', check: 'proven' },
    ])
    await alice.ok(['members', 'admit', 'Bob'])
    await bob.ok(['sync'])
  })

  test('without its secret needs the safety number of both', async () => {
    const { invitationId } = await alice.json(['members', 'invite', '--role', 'guest'])
    const cleo = scene.device('cleo-1', BOB)
    const how = ['--server', scene.server.origin, '--invitation', invitationId, '--no-code']
    await cleo.ok(joining('Cleo', ...how), `${BOB}\n`)
    const { waiting } = await alice.json(['members', 'invitations'])
    expect(waiting).toMatchObject([{ name: 'Cleo', check: 'compare' }])
    expect(await alice.rule(['members', 'admit', 'Cleo'])).toBe('membership.proof')
    const wrong = ['members', 'admit', 'Cleo', '--safety-number', '12345']
    expect(await alice.rule(wrong)).toBe('membership.proof')
    await alice.ok(['members', 'admit', 'Cleo', '--safety-number', waiting[0].safetyNumber])
    expect((await alice.json(['members', 'list']))['members']).toHaveLength(3)
  })

  test('is used once, and revoked it lets nobody in', async () => {
    const { link, invitationId } = await alice.json(['members', 'invite'])
    expect((await alice.json(['members', 'invitations']))['open']).toMatchObject([{ invitationId }])
    await alice.ok(['members', 'revoke', invitationId])
    const dora = scene.device('dora-1', BOB)
    const run = await dora.run([...joining('Dora', '--link', link), '--json'], `${BOB}\n`)
    expect(JSON.parse(run.out).error.rule).toBe('membership.invitation')
  })

  test('says when a mail could not be sent', async () => {
    const run = await alice.run(['members', 'invite', '--mail', 'eve@acme.example'])
    expect(run.err).toContain('The server could not send the mail')
    expect(run.out).toContain('/#/join/')
  })

  test('is limited by the role of who invites', async () => {
    expect(await alice.rule(['members', 'invite', '--days', '31'])).toBe('cli.option')
    const bob = scene.device('bob-1', BOB)
    expect(await bob.rule(['members', 'invite'])).toBe('forbidden:needs-member-administrator')
    await alice.ok(['members', 'role', 'Bob', 'admin'])
    await bob.ok(['sync'])
    await bob.ok(['members', 'invite', '--role', 'user'])
    expect(await bob.rule(['members', 'invite', '--role', 'admin'])).toBe(
      'forbidden:role-out-of-reach',
    )
    expect(await bob.rule(['members', 'remove', 'Alice'])).toMatch(/^forbidden:/)
    expect(await bob.rule(['members', 'role', 'Bob', 'user'])).toBe('forbidden:own-role')
  })
})

describe('the activity log', () => {
  test('is filtered by member, event and time', async () => {
    const { entries } = await alice.json(['activity', 'list', '--member', 'Bob'])
    expect(entries.length).toBeGreaterThan(1)
    const names = new Set((entries as { memberId: string }[]).map(({ memberId }) => memberId))
    expect(names.size).toBe(1)
    const later = await alice.json(['activity', 'list', '--after', '2999-01-01'])
    expect(later['entries']).toEqual([])
    expect(await alice.rule(['activity', 'list', '--event', 'member-invitd'])).toBe('cli.option')
    expect(await alice.rule(['activity', 'list', '--after', 'yesterday'])).toBe('cli.option')
  })

  test('is exported as CSV, and as JSON Lines of which none can be missing', async () => {
    const csv = scene.folder.file('log.csv')
    await alice.ok(['activity', 'export', csv, '--format', 'csv'])
    expect(readFileSync(csv, 'utf8')).toMatch(/^sequence,time,event,/)
    const file = scene.folder.file('log.jsonl')
    await alice.ok(['activity', 'export', file])
    expect(await alice.json(['activity', 'verify', file])).toMatchObject({ verified: true })
    const lines = readFileSync(file, 'utf8').split('\n')
    const spoilt = scene.folder.file('spoilt.jsonl')
    for (const [at, line] of lines.entries()) {
      if (line === '') continue
      writeFileSync(spoilt, lines.toSpliced(at, 1).join('\n'))
      expect(await alice.run(['activity', 'verify', spoilt]), line).toMatchObject({ code: 7 })
    }
    writeFileSync(spoilt, '')
    expect(await alice.run(['activity', 'verify', spoilt])).toMatchObject({ code: 7 })
  })
})

describe('a policy', () => {
  test('is listed, and set for everybody', async () => {
    await alice.ok(['policy', 'set', 'lockAfterMinutes', '30'])
    const bob = scene.device('bob-1', BOB)
    await bob.ok(['sync'])
    expect((await bob.json(['policy', 'list']))['policies']).toMatchObject({ lockAfterMinutes: 30 })
  })

  test('on the time to lock holds for what is unlocked next', async () => {
    const unlocked = await alice.json(['unlock', '--passphrase-stdin'], `${ALICE}\n`)
    expect(unlocked).toMatchObject({ unlocked: true, lockAfterMinutes: 30 })
  })
})
