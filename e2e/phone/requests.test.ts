import { listAccounts, NO_LIMITS, shareAccount } from '@keyward/keyholder/commands'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { synchronised } from '../server/cases/people.ts'
import type { Phone } from './phone.ts'
import { makeReady } from './steps/set-up.ts'
import { openAccount } from './steps/sharing.ts'
import { accountsOf } from './steps/vault.ts'
import { makeWorld, type World } from './world.ts'
import { registerAtPerch } from './world/register.ts'

/** A phone asks the server every 15 seconds: milliseconds. */
const SOON = 60_000
const [ADA, GUS, LEO] = ['Ada Marchetti', 'Gus Pereira', 'Leo Brandt']
const NOTE = 'Covers for me in July.'

let world: World
/** The phones of an Owner of an account at Perch, and of a Manager of it. */
let uma: Phone
let ada: Phone

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  world = await makeWorld()
  const { people } = world
  await registerAtPerch(world, people.uma, 'studio', -7)
  const desk = await people.uma.device.desk()
  const [account] = listAccounts(desk, 'studio', 1)
  const memberIds = [people.ada.device.session.unlocked().memberId]
  await shareAccount(desk, account?.accountId ?? '', {
    memberIds,
    role: 'manager',
    limits: NO_LIMITS,
  })
  await synchronised(people.uma.device)
  const { phones } = await world.openPhones([
    { kind: 'android-fingerprint', as: 'uma' },
    { kind: 'ios-face-id', as: 'ada' },
  ])
  const [first, second] = phones
  if (first === undefined || second === undefined) throw new Error('Two phones were asked for.')
  uma = first
  ada = second
  await makeReady(uma)
  await ada.show()
  await makeReady(ada)
}, 240_000)
afterAll(async () => {
  await world?.closePages()
  await world?.close()
})

/** On the page of the account: the Manager asks for a colleague, who is offered no ownership. */
async function askFor(name: string, note?: string): Promise<void> {
  const { keyward } = ada
  await keyward.getByRole('button', { name: 'Ask to share' }).click()
  await keyward.getByRole('radio', { name: new RegExp(`^${name}`) }).check({ force: true })
  expect(await keyward.getByRole('radio', { name: /^Owner/ }).count()).toBe(0)
  if (note !== undefined) await keyward.getByLabel('Why').fill(note)
  await keyward.getByRole('button', { name: `Ask for ${name}` }).click()
  await keyward.getByText('The Owners of this account were asked.').waitFor()
}

/** What the Owner's phone shows of it on the page of the account, where nothing is touched. */
function requestFor(name: string): Locator {
  const list = uma.keyward.getByRole('list', { name: 'Requests to share this account' })
  const says = `${ADA} asks you to share this account with ${name}`
  return list.getByRole('listitem').filter({ hasText: says })
}

const personOn = ({ keyward }: Phone, name: string): Locator =>
  keyward
    .getByRole('list', { name: 'People who have this account' })
    .getByRole('listitem')
    .filter({ hasText: name })

test('a Manager can not share, and asks the Owners for a colleague', async () => {
  await openAccount(uma, 'studio')
  await openAccount(ada, 'studio')
  expect(await ada.keyward.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0)
  await askFor(GUS, NOTE)
})

test('an Owner sees it live, with what the Manager wrote, and grants it', async () => {
  await uma.show()
  const request = requestFor(GUS)
  await request.waitFor({ timeout: SOON })
  expect(await request.innerText()).toContain(NOTE)
  await request.getByRole('button', { name: 'Share', exact: true }).click()
  // All is filled in as it was asked for: one tap is left.
  await uma.keyward.getByRole('button', { name: `Share with ${GUS}` }).click()
  await uma.keyward.getByText(`Shared with ${GUS}.`).waitFor()
  await request.waitFor({ state: 'detached' })
  await personOn(uma, GUS).waitFor()
  await ada.show()
  await personOn(ada, GUS).waitFor({ timeout: SOON })
  expect(await accountsOf(world.people.gus)).toEqual(['Perch: studio'])
})

test('another request is found among the approvals, and declined: nobody gets anything', async () => {
  await askFor(LEO)
  await uma.show()
  await uma.keyward.getByRole('link', { name: 'Activity' }).first().click()
  await uma.keyward.getByRole('link', { name: 'Approvals' }).click()
  const waiting = uma.keyward
    .getByRole('list', { name: 'Requests to share' })
    .getByRole('listitem')
    .filter({ hasText: `${ADA} asks to share Perch with ${LEO}` })
  await waiting.waitFor({ timeout: SOON })
  await waiting.getByRole('link', { name: 'Open the account' }).click()
  const request = requestFor(LEO)
  await request.getByRole('button', { name: 'Decline' }).click()
  await uma.keyward.getByText('The request is declined.').waitFor()
  await request.waitFor({ state: 'detached' })
  expect(await personOn(uma, LEO).count()).toBe(0)
  expect(await accountsOf(world.people.leo)).toEqual([])
})
