import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Phone, PhoneKind } from './phone.ts'
import { existingAccount, askForPasskey, newAccount, save, savedAndAdded } from './steps/sheet.ts'
import { makeReady } from './steps/set-up.ts'
import { signOutOfPerch, signUpAtPerch } from './steps/perch.ts'
import { comeBack, signInWithNth, signInWithKeyward } from './steps/sign-in.ts'
import { passkeysOf } from './steps/vault.ts'
import { ALL_KINDS, makeWorld, type World } from './world.ts'
import type { Who } from './world/people.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())
afterEach(() => world.closePages())

const WHO = ['olga', 'sam', 'ada', 'uma'] as const

/** A User's story; in long runs the Owner's on the other system, and all of them if asked for. */
function isPlayed(at: number, nth: number): boolean {
  if (process.env['KEYWARD_MATRIX'] === 'all') return true
  return at === nth && at === (process.env['KEYWARD_LONG'] === '1' ? 0 : 3)
}

const CASES: readonly (readonly [Who, PhoneKind, PhoneKind])[] = WHO.flatMap((who, at) =>
  ALL_KINDS.map((kind, nth) => ({ who, kind, second: ALL_KINDS[(nth + 1) % 4] ?? kind, at, nth }))
    .filter(({ nth }) => isPlayed(at, nth))
    .map(({ kind, second }) => [who, kind, second] as const),
)

describe('from a new phone to the second sign-in', () => {
  test.each(CASES)('%s on %s', async (who, kind, otherKind) => {
    const { phones } = await world.openPhones([
      { kind, as: who },
      { kind: otherKind, as: who },
    ])
    const [phone, other] = phones
    if (phone === undefined || other === undefined) throw new Error('Two phones were asked for.')
    const first = `${who}.${kind}.first`
    const second = `${who}.${kind}.second`
    await makeReady(phone)

    await signUpAtPerch(phone, first)
    await askForPasskey(phone)
    await newAccount(phone)
    expect(await phone.sheet.getByLabel('App').inputValue()).toBe('Perch')
    expect(await phone.sheet.getByLabel('Address').inputValue()).toBe('perch.localhost')
    expect(await phone.sheet.getByLabel('Username').inputValue()).toBe(first)
    await save(phone)
    await savedAndAdded(phone)
    await comeBack(phone, first)
    await signOutOfPerch(phone)
    const before = await passkeysOf(world.people[who])
    expect(await signInWithKeyward(phone, first)).toBe(before.length)

    // The same account gets a second passkey, and the first one stays as it is.
    await signOutOfPerch(phone)
    await signUpAtPerch(phone, second)
    await askForPasskey(phone)
    await existingAccount(phone, first)
    await save(phone)
    await savedAndAdded(phone)
    const after = await passkeysOf(world.people[who])
    expect(after).toHaveLength(before.length + 1)
    expect(after).toEqual(expect.arrayContaining(before))
    await signInAsBoth(phone, [first, second])

    // A second phone of the same person has both.
    await other.show()
    await makeReady(other)
    await other.open('Perch')
    await signInAsBoth(other, [first, second])
  })
})

/** Two passkeys of one account are offered, and each is somebody else's at Perch. */
async function signInAsBoth(phone: Phone, usernames: readonly string[]): Promise<void> {
  const seen: string[] = []
  for (const nth of [0, 1]) {
    const isSignedIn = await phone.perch.getByRole('button', { name: 'Sign out' }).isVisible()
    if (isSignedIn) await signOutOfPerch(phone)
    seen.push(await signInWithNth(phone, usernames[0] ?? '', nth))
  }
  expect(seen.toSorted()).toEqual(usernames)
}
