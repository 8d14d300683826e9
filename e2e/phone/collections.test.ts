import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from './phone.ts'
import {
  deleteCollection,
  makeCollection,
  openAccounts,
  openCollection,
  putIn,
  revokeCollection,
  shareWith,
  takeOut,
} from './steps/collections.ts'
import { continueWithKeyward } from './steps/menu.ts'
import { askToSignIn, signOutOfPerch } from './steps/perch.ts'
import { makeReady } from './steps/set-up.ts'
import { confirmShared, goneFrom, openAccount, readyByTeam, refusalOf } from './steps/sharing.ts'
import { signInWithKeyward } from './steps/sign-in.ts'
import { accountsOf } from './steps/vault.ts'
import { makeWorld, type World } from './world.ts'
import { registerAtPerch } from './world/register.ts'

const GUS = 'Gus Pereira'
const DESK = 'Front desk'

let world: World
/** The phones of an Owner of two accounts at Perch, and of a Guest, who owns nothing. */
let uma: Phone
let gus: Phone

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  world = await makeWorld()
  for (const username of ['reception', 'archive', 'private'])
    await registerAtPerch(world, world.people.uma, username, -7)
  const { phones } = await world.openPhones([
    { kind: 'android-fingerprint', as: 'uma' },
    { kind: 'ios-face-id', as: 'gus' },
  ])
  const [first, second] = phones
  if (first === undefined || second === undefined) throw new Error('Two phones were asked for.')
  uma = first
  gus = second
  await makeReady(uma)
  await gus.show()
  await makeReady(gus)
}, 240_000)
afterAll(async () => {
  await world?.closePages()
  await world?.close()
})

/** Opens an account from the list: a collection's page shows usernames too. */
async function openFromList(phone: Phone, username: string): Promise<void> {
  await openAccounts(phone)
  await openAccount(phone, username)
}

/** Ends when the guest is gone from an account, and the server knows it. */
async function goneFromAccount(username: string): Promise<void> {
  await openFromList(uma, username)
  await goneFrom(uma, GUS)
  const left = (): Promise<string[]> => accountsOf(world.people.gus)
  await expect.poll(left, { timeout: 20_000, interval: 500 }).not.toContain(`Perch: ${username}`)
}

/** Asks to sign in to Perch up to where it is confirmed, with one of the accounts. */
async function askWith(phone: Phone, username: string): Promise<void> {
  await phone.show()
  await phone.open('Perch')
  await askToSignIn(phone)
  await continueWithKeyward(phone)
  await phone.match()
  const { sheet } = phone
  await sheet.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  const choices = sheet.getByRole('radio', { name: username })
  if ((await choices.count()) > 0) await choices.check()
}

/** Signs in to Perch with one of the accounts, and out again. @returns how many were offered */
async function signInAndOut(phone: Phone, username: string): Promise<number> {
  await phone.show()
  await phone.open('Perch')
  const offered = await signInWithKeyward(phone, username)
  await signOutOfPerch(phone)
  return offered
}

test('two accounts are shared at once by a collection, and whoever has it signs in with each', async () => {
  await makeCollection(uma, DESK)
  await putIn(uma, ['reception', 'archive'])
  await shareWith(uma, GUS)
  for (const username of ['reception', 'archive']) {
    await openFromList(uma, username)
    await readyByTeam(uma, GUS, DESK)
  }
  await openFromList(gus, 'archive')
  expect(await signInAndOut(gus, 'reception')).toBe(2)
  expect(await signInAndOut(gus, 'archive')).toBe(2)
}, 240_000)

test('whoever only signs in sees what is in the collection and whom to ask, and changes nothing', async () => {
  await openCollection(gus, DESK)
  const { keyward } = gus
  await keyward.getByText('Is something missing? Ask Uma Castellanos.').waitFor()
  for (const username of ['reception', 'archive'])
    expect(await keyward.getByRole('link', { name: new RegExp(username) }).count()).toBe(1)
  for (const name of ['Add accounts', 'Share', 'More about this collection', /^Take/])
    expect(await keyward.getByRole('button', { name }).count()).toBe(0)
})

test('the list of accounts shows one collection alone', async () => {
  await openAccounts(uma)
  const { keyward } = uma
  await keyward.getByRole('button', { name: 'Collection', exact: true }).click()
  await keyward.getByRole('menuitem', { name: DESK }).click()
  await keyward.getByRole('button', { name: `Collection: ${DESK}` }).waitFor()
  expect(await keyward.getByRole('link', { name: /^Perch/ }).count()).toBe(2)
  await keyward.getByRole('link', { name: 'All', exact: true }).click()
  await keyward.getByRole('button', { name: 'Collection', exact: true }).waitFor()
})

test('an account that is taken out is refused at once, and the other one goes on', async () => {
  await askWith(gus, 'archive')
  await openCollection(uma, DESK)
  expect(await takeOut(uma, 'archive')).toContain(`${GUS} can no longer sign in with it`)
  await goneFromAccount('archive')
  await gus.show()
  await confirmShared(gus)
  expect(await refusalOf(gus)).toContain('your access may have been changed or revoked')
  expect(await signInAndOut(gus, 'reception')).toBe(1)
}, 240_000)

test('from the page of an account it comes into a collection again', async () => {
  await openFromList(uma, 'archive')
  const { keyward } = uma
  await keyward.getByRole('button', { name: 'Share', exact: true }).click()
  await keyward.getByRole('dialog').getByText(DESK, { exact: true }).click()
  await keyward
    .getByRole('dialog')
    .getByText(`Everyone in ${DESK} can sign in with Perch.`)
    .waitFor()
  await keyward.getByRole('button', { name: `Put into ${DESK}` }).click()
  await keyward.getByRole('button', { name: new RegExp(`^${DESK}`) }).waitFor()
  await readyByTeam(uma, GUS, DESK)
  await openFromList(gus, 'archive')
  expect(await signInAndOut(gus, 'archive')).toBe(2)
}, 240_000)

test('without the collection nothing of it is left to sign in with, and the accounts stay', async () => {
  await askWith(gus, 'reception')
  await openCollection(uma, DESK)
  await revokeCollection(uma, GUS)
  await goneFromAccount('reception')
  await gus.show()
  await confirmShared(gus)
  expect(await refusalOf(gus)).toContain('your access may have been changed or revoked')

  await openCollection(uma, DESK)
  await deleteCollection(uma)
  await uma.keyward.getByText('A collection shares several accounts at once.').waitFor()
  expect(await signInAndOut(uma, 'archive')).toBe(3)
}, 240_000)
