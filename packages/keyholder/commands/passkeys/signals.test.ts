import { encodeBase64url } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { describe, expect, test } from 'vitest'
import { addPasskey, deletePasskey } from '../../accounts.ts'
import { exampleSource } from '../../accounts/cases/fixtures.ts'
import { createAccount } from '../accounts/create.ts'
import { viewAccount } from '../accounts/view.ts'
import { testDesk } from '../cases/desk.ts'
import { releasePasskey } from './edit.ts'
import { answerUserOffer, heedSignal, listUserOffers } from './signals.ts'

const first = exampleSource(1)
const second = exampleSource(2, { userHandle: first.userHandle })
const other = exampleSource(3, { userHandle: Uint8Array.of(9) })
const { rpId } = first
const text = encodeBase64url
const userId = text(first.userHandle)

/** A desk with three passkeys of one site in one account: two of one user, one of another. */
async function deskWithPasskeys() {
  const desk = testDesk()
  const accountId = await createAccount(desk, { appName: 'Perch' })
  const edit = { at: desk.platform.clock(), by: desk.identity.deviceId }
  const content = [first, second, other].reduce(
    (before, source) => addPasskey(before, source, edit),
    desk.vault.saved.get(accountId)!,
  )
  await desk.vault.save(accountId, content, { onTaken: 'keep' })
  const statuses = async () => {
    const { passkeys } = await viewAccount(desk, accountId)
    return [first, second, other].map(
      ({ id }) => passkeys.find(({ credentialId }) => credentialId === text(id))?.status,
    )
  }
  return { desk, accountId, edit, statuses }
}

describe('[C106] what a site says of its passkeys', () => {
  test('one that it does not know is set apart with its key, and can be used again', async () => {
    const { desk, accountId, statuses } = await deskWithPasskeys()
    const credentialId = text(first.id)
    expect(await heedSignal(desk, { kind: 'unknown', rpId, credentialId })).toEqual({
      changed: [accountId],
      offered: [],
    })
    expect(await statuses()).toEqual(['quarantined', 'active', 'active'])
    const credentialIdHash = sha256(first.id)
    expect(desk.vault.recorded).toEqual([
      {
        event: 'passkey-refused',
        subject: { ceremony: 'get', accountId, credentialIdHash, sealedApp: null },
      },
    ])
    expect(desk.vault.saved.get(accountId)?.secrets.passkeys.get(credentialId)).toMatchObject({
      privateKey: expect.anything() as unknown,
    })
    await releasePasskey(desk, accountId, credentialId)
    expect(await statuses()).toEqual(['active', 'active', 'active'])
  })

  test('another site, and an ID that nobody has, change nothing', async () => {
    const { desk, statuses } = await deskWithPasskeys()
    const credentialId = text(first.id)
    for (const signal of [
      { kind: 'unknown', rpId: 'evil.example', credentialId },
      { kind: 'unknown', rpId, credentialId: 'AAAA' },
      { kind: 'accepted', rpId: 'evil.example', userId, credentialIds: [] },
      { kind: 'user', rpId: 'evil.example', userId, name: 'x', displayName: 'y' },
    ] as const)
      expect(await heedSignal(desk, signal)).toEqual({ changed: [], offered: [] })
    expect(await statuses()).toEqual(['active', 'active', 'active'])
  })

  test('those of a user that are not accepted are set apart, and come back when they are', async () => {
    const { desk, statuses } = await deskWithPasskeys()
    const accepted = (...ids: Uint8Array[]) =>
      heedSignal(desk, {
        kind: 'accepted',
        rpId,
        userId,
        credentialIds: ids.map((id) => text(id)),
      })
    await accepted(second.id)
    expect(await statuses()).toEqual(['quarantined', 'active', 'active'])
    await accepted()
    expect(await statuses()).toEqual(['quarantined', 'quarantined', 'active'])
    await accepted(first.id, second.id)
    expect(await statuses()).toEqual(['active', 'active', 'active'])
    expect((await accepted(first.id, second.id)).changed).toEqual([])
  })

  test('one that a person deleted stays deleted', async () => {
    const { desk, accountId, edit, statuses } = await deskWithPasskeys()
    const deleted = deletePasskey(desk.vault.saved.get(accountId)!, first.id, edit)
    await desk.vault.save(accountId, deleted, { onTaken: 'keep' })
    await heedSignal(desk, {
      kind: 'accepted',
      rpId,
      userId,
      credentialIds: [text(first.id)],
    })
    await heedSignal(desk, { kind: 'unknown', rpId, credentialId: text(first.id) })
    expect((await statuses())[0]).toBe('deleted')
  })

  test('other names of a user are offered, and only written when a person takes them', async () => {
    const { desk, accountId } = await deskWithPasskeys()
    const names = async () =>
      (await viewAccount(desk, accountId)).passkeys.map((one) => one.userName)
    const before = await names()
    const signal = { kind: 'user', rpId, userId, name: 'zoe', displayName: 'Zoë' } as const
    expect(await heedSignal(desk, signal)).toEqual({ changed: [], offered: [accountId] })
    expect((await heedSignal(desk, signal)).offered).toEqual([])
    const offers = await listUserOffers(desk, accountId)
    expect(offers.map(({ credentialId }) => credentialId)).toEqual([
      text(first.id),
      text(second.id),
    ])
    expect(await names()).toEqual(before)
    await answerUserOffer(desk, offers[0]!, 'take')
    await answerUserOffer(desk, offers[1]!, 'leave')
    expect((await names()).filter((name) => name === 'zoe')).toHaveLength(1)
    expect(await listUserOffers(desk, accountId)).toEqual([])
    // The site may say so at every visit: a person has decided.
    expect((await heedSignal(desk, signal)).offered).toEqual([])
    expect(await listUserOffers(desk, accountId)).toEqual([])
  })

  test('an offer is over when the site goes back to the names that are there', async () => {
    const { desk, accountId } = await deskWithPasskeys()
    const { userName: name, userDisplayName: displayName } = first
    const signal = { kind: 'user', rpId, userId } as const
    await heedSignal(desk, { ...signal, name: 'zoe', displayName: 'Zoë' })
    expect(await listUserOffers(desk, accountId)).toHaveLength(2)
    await heedSignal(desk, { ...signal, name, displayName })
    expect(await listUserOffers(desk, accountId)).toEqual([])
  })

  test('an account of others is left to its Owners', async () => {
    const { desk, accountId, statuses } = await deskWithPasskeys()
    desk.vault.put(accountId, desk.vault.saved.get(accountId)!, 'manager')
    const credentialId = text(first.id)
    await heedSignal(desk, { kind: 'unknown', rpId, credentialId })
    const names = { kind: 'user', rpId, userId, name: 'zoe', displayName: 'Zoë' } as const
    await heedSignal(desk, names)
    expect(await statuses()).toEqual(['active', 'active', 'active'])
    expect(await listUserOffers(desk, accountId)).toEqual([])
  })
})
