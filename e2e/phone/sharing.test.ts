import { changeTeam, createTeam } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Phone } from './phone.ts'
import { leavePerch, perchSays, signOutOfPerch, signUpAtPerch } from './steps/perch.ts'
import { makeReady } from './steps/set-up.ts'
import {
  askedBy,
  askWithReason,
  askWithShared,
  confirmShared,
  goneFrom,
  limitToOneSignIn,
  openAccount,
  readyByTeam,
  refusalOf,
  revokeAccess,
  shareToSignIn,
  shareWithoutLimits,
  shareWithTeam,
  signedInAs,
} from './steps/sharing.ts'
import { askForPasskey, newAccount, save } from './steps/sheet.ts'
import { signInWithKeyward } from './steps/sign-in.ts'
import { makeWorld, type World } from './world.ts'
import { registerAtPerch } from './world/register.ts'

const GUS = 'Gus Pereira'

let world: World
/** The phone of an Owner who has a passkey for Perch, and that of a Guest, who owns nothing. */
let uma: Phone
let gus: Phone

// Each test begins where the one before ended: it is one story.
beforeAll(async () => {
  world = await makeWorld()
  const { phones } = await world.openPhones([
    { kind: 'android-fingerprint', as: 'uma' },
    { kind: 'ios-face-id', as: 'gus' },
  ])
  const [first, second] = phones
  if (first === undefined || second === undefined) throw new Error('Two phones were asked for.')
  uma = first
  gus = second
  await makeReady(uma)
  await signUpAtPerch(uma, 'studio')
  await askForPasskey(uma)
  await newAccount(uma)
  await save(uma)
  await perchSays(uma, /^Passkey added: /)
  await gus.show()
  await makeReady(gus)
}, 240_000)
afterAll(async () => {
  await world?.closePages()
  await world?.close()
})

test('an Owner approves one sign-in on their own phone, and declines the next', async () => {
  await openAccount(uma, 'studio')
  await shareToSignIn(uma, GUS)
  await openAccount(gus, 'studio')
  await gus.keyward.getByText('You sign in with this account and never hold its key.').waitFor()
  expect(await gus.keyward.getByRole('link', { name: 'Edit' }).count()).toBe(0)

  await askWithReason(gus, 'Weekly report')
  const asked = await askedBy(uma, GUS)
  expect(await asked.innerText()).toContain('Weekly report')
  await asked.getByRole('button', { name: 'Approve', exact: true }).click()
  await uma.match()
  await uma.keyward.getByText(`${GUS} can sign in.`).waitFor()
  await gus.show()
  await signedInAs(gus, 'studio')
  await signOutOfPerch(gus)

  await askWithReason(gus, 'Once more')
  const again = await askedBy(uma, GUS)
  await again.getByRole('button', { name: 'Decline', exact: true }).click()
  await uma.keyward.getByText(`The sign-in of ${GUS} is declined.`).waitFor()
  await gus.show()
  expect(await refusalOf(gus)).toContain('An Owner declined this sign-in')
})

test('limits that an Owner changes count for the next sign-in, and end the one after', async () => {
  await openAccount(uma, 'studio')
  await limitToOneSignIn(uma, GUS)
  await askWithShared(gus)
  await confirmShared(gus)
  await signedInAs(gus, 'studio')
  await signOutOfPerch(gus)
  await askWithShared(gus)
  await confirmShared(gus)
  expect(await refusalOf(gus)).toContain('All the sign-ins that you were given are used.')
})

test('access that is revoked while somebody confirms ends at once, and the Owner signs in', async () => {
  await askWithShared(gus)
  await openAccount(uma, 'studio')
  await revokeAccess(uma, GUS)
  await gus.show()
  await confirmShared(gus)
  expect(await refusalOf(gus)).toContain('your access may have been changed or revoked')

  await uma.show()
  await uma.open('Perch')
  await signOutOfPerch(uma)
  expect(await signInWithKeyward(uma, 'studio')).toBe(1)
})

/** What failed is tried again with an account of its own. */
let attempts = 0

test.each([
  ['eddsa', -8],
  ['rs256', -257],
])(
  'a passkey of another algorithm is shared and revoked like any other (%s)',
  async (algorithm, id) => {
    const name = `${algorithm}-${(attempts += 1)}`
    await gus.show()
    if (await gus.system.locator('iframe[title="Keyward sheet"]').isVisible())
      await gus.kill('sheet')
    await leavePerch(gus)
    await registerAtPerch(world, world.people.uma, name, id)
    await openAccount(uma, name)
    await shareWithoutLimits(uma, GUS)
    await openAccount(gus, name)
    await askWithShared(gus)
    await confirmShared(gus)
    await signedInAs(gus, name)
    await signOutOfPerch(gus)
    await askWithShared(gus)
    await openAccount(uma, name)
    await revokeAccess(uma, GUS)
    await gus.show()
    await confirmShared(gus)
    expect(await refusalOf(gus)).toContain('your access may have been changed or revoked')
  },
)

test('a team has what is shared with it: who comes in signs in, and who leaves does not', async () => {
  const { olga, leo, gus: guest } = world.people
  const members = (...people: readonly { readonly device: Keyholder }[]) =>
    people.map(({ device }) => device.session.unlocked().memberId)
  const team = await createTeam(olga.device, 'Night watch', members(leo))
  await openAccount(uma, 'studio')
  await shareWithTeam(uma, 'Night watch')
  await changeTeam(olga.device, team, { members: members(guest) })
  await readyByTeam(uma, GUS, 'Night watch')
  await openAccount(gus, 'studio')
  await askWithShared(gus)
  await confirmShared(gus)
  await signedInAs(gus, 'studio')
  await signOutOfPerch(gus)
  await askWithShared(gus)
  await changeTeam(olga.device, team, { members: [] })
  await openAccount(uma, 'studio')
  await goneFrom(uma, GUS)
  await gus.show()
  await confirmShared(gus)
  expect(await refusalOf(gus)).toContain('your access may have been changed or revoked')
}, 240_000)
