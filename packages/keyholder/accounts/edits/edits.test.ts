import { encodeBase64url, equalBytes } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { encodeAccount, exampleAccount, exampleSource } from '../cases/fixtures.ts'
import { encodeProfile, parseProfile } from '../content/profile.ts'
import { isRemoved, membersOf } from '../content/stamped.ts'
import { passkeyStatus } from '../content/types.ts'
import { toCredentialSource } from '../credential-source.ts'
import { mergeAccounts } from '../merge/merge.ts'
import { createAccount, deleteAccount, editAccount, restoreAccount } from './account.ts'
import { RESTORE_MILLISECONDS } from './edit.ts'
import { historyOf } from './history-of.ts'
import {
  addPasskey,
  closeOffer,
  deletePasskey,
  describePasskey,
  offerNames,
  quarantinePasskey,
  renamePasskey,
  restorePasskey,
} from './passkeys.ts'

const edit = { at: 10_000, by: 'device-c' }
const account = exampleAccount()
const { id } = exampleSource(1)
const keyOf = (content = account, number = 0) => [...content.profile.passkeys.keys()][number]!
const statusOf = (content = account) => passkeyStatus(content.profile.passkeys.get(keyOf())!)

describe('passkeys of an account', () => {
  test('[C22] a second passkey for the same RP and user never overwrites the first', () => {
    const first = exampleSource(20)
    const second = exampleSource(21, { userHandle: first.userHandle })
    const made = createAccount({ appName: 'Perch' }, edit)
    const both = addPasskey(addPasskey(made, first, edit), second, edit)
    expect(both.profile.passkeys.size).toBe(2)
    const keys = [...both.secrets.passkeys.values()].map(({ privateKey }) => privateKey!.reveal())
    expect(keys.some((key) => equalBytes(key, first.privateKey!.exportPkcs8()))).toBe(true)
    expect(keys.some((key) => equalBytes(key, second.privateKey!.exportPkcs8()))).toBe(true)
  })

  test('[C22] a credential ID that is there already is refused, deleted or not', () => {
    const refusal = expect.objectContaining({ rule: 'passkey.exists' })
    expect(() => addPasskey(account, exampleSource(1), edit)).toThrow(refusal)
    const deleted = deletePasskey(account, id, edit)
    expect(() => addPasskey(deleted, exampleSource(1), edit)).toThrow(refusal)
  })

  test('renaming keeps the former name in the history', () => {
    const once = renamePasskey(account, id, 'Phone', edit)
    const twice = renamePasskey(once, id, 'Old phone', { at: 11_000, by: 'device-c' })
    expect(twice.profile.passkeys.get(keyOf())?.name.value).toBe('Old phone')
    expect(historyOf(twice)[0]).toMatchObject({
      field: 'name',
      value: 'Phone',
      credentialId: keyOf(),
    })
  })

  test('what the RP says of the user is taken over, and the former is kept', () => {
    const described = describePasskey(account, id, { userName: 'al', userDisplayName: 'Al' }, edit)
    expect(described.profile.passkeys.get(keyOf())?.userName.value).toBe('al')
    expect(historyOf(described).map(({ field }) => field)).toContain('userDisplayName')
  })

  test('other names are offered once, on every device, until somebody has decided', () => {
    const names = { userName: 'zoe', userDisplayName: 'Zoë' }
    const offerOf = ({ profile }: typeof account) =>
      profile.passkeys.get(encodeBase64url(id))?.offer
    const offered = offerNames(account, id, names, edit)
    expect(offerOf(offered)).toMatchObject({ value: true, extra: ['zoe', 'Zoë'] })
    expect(offerNames(offered, id, names, edit)).toBe(offered)
    const read = parseProfile(encodeProfile(offered.profile))
    expect(read.kind === 'readable' && read.content).toEqual(offered.profile)
    const closed = closeOffer(offered, id, edit)
    expect(offerOf(mergeAccounts(offered, closed))?.value).toBe(false)
    expect(offerOf(mergeAccounts(closed, account))?.value).toBe(false)
    expect(offerNames(closed, id, names, edit)).toBe(closed)
  })

  test('a quarantined passkey stays, and can be taken back', () => {
    const apart = quarantinePasskey(account, id, true, edit)
    expect(statusOf(apart)).toBe('quarantined')
    expect(statusOf(quarantinePasskey(apart, id, false, edit))).toBe('active')
  })

  test('[C104] a deleted passkey is restored with its key, on every device', () => {
    const deleted = deletePasskey(account, id, edit)
    expect(statusOf(deleted)).toBe('deleted')
    const late = { at: edit.at + RESTORE_MILLISECONDS, by: 'device-d' }
    const restored = mergeAccounts(deleted, restorePasskey(deleted, id, late))
    expect(statusOf(restored)).toBe('active')
    const passkey = restored.profile.passkeys.get(keyOf())!
    const source = toCredentialSource(passkey, restored.secrets.passkeys.get(keyOf()))
    expect(source.privateKey?.exportPkcs8()).toEqual(exampleSource(1).privateKey?.exportPkcs8())
  })

  test('[C104] a passkey restored and deleted again is deleted', () => {
    const deleted = deletePasskey(account, id, edit)
    const again = deletePasskey(restorePasskey(deleted, id, edit), id, edit)
    expect(statusOf(mergeAccounts(deleted, again))).toBe('deleted')
  })

  test('[C104] after 30 days it is too late, and what is not deleted is not restored', () => {
    const deleted = deletePasskey(account, id, edit)
    const late = { at: edit.at + RESTORE_MILLISECONDS + 1, by: 'device-d' }
    const expired = expect.objectContaining({ rule: 'passkey.restore-expired' })
    expect(() => restorePasskey(deleted, id, late)).toThrow(expired)
    const there = expect.objectContaining({ rule: 'passkey.not-deleted' })
    expect(() => restorePasskey(account, id, edit)).toThrow(there)
  })

  test('a deleted or unknown passkey is not edited', () => {
    const deleted = deletePasskey(account, id, edit)
    const gone = expect.objectContaining({ rule: 'passkey.deleted' })
    expect(() => renamePasskey(deleted, id, 'x', edit)).toThrow(gone)
    const unknown = expect.objectContaining({ rule: 'passkey.unknown' })
    expect(() => renamePasskey(account, exampleSource(99).id, 'x', edit)).toThrow(unknown)
  })
})

describe('accounts', () => {
  test('an edit changes the given fields and stamps no others', () => {
    const changed = editAccount(account, { labels: ['Team'], password: 'new' }, edit)
    expect(membersOf(changed.profile.labels)).toEqual(['Team'])
    expect(changed.profile.username).toBe(account.profile.username)
    expect(changed.secrets.notes.at).toBe(account.secrets.notes.at)
    const [latest] = historyOf(changed)
    expect(latest).toMatchObject({ compartment: 'secrets', field: 'password', at: 1000 })
    expect(changed.secrets.history[0]?.value.reveal()).toBe('correct horse')
  })

  test('an edit that changes nothing gives back the very same content', () => {
    expect(
      editAccount(account, { password: 'correct horse', username: 'ana@perch.example' }, edit),
    ).toBe(account)
    expect(
      editAccount(account, { labels: ['Social', 'Team'], hosts: ['perch.example'] }, edit),
    ).toBe(account)
  })

  test('edits leave the content that they started from as it was', () => {
    const before = encodeAccount(account)
    editAccount(account, { username: 'x', notes: 'y', labels: [] }, edit)
    deletePasskey(account, id, edit)
    expect(encodeAccount(account)).toEqual(before)
  })

  test('[C104] a deleted account is refused to edits and restored within 30 days', () => {
    const deleted = deleteAccount(account, edit)
    const refusal = expect.objectContaining({ rule: 'account.deleted' })
    expect(() => editAccount(deleted, { username: 'x' }, edit)).toThrow(refusal)
    expect(() => addPasskey(deleted, exampleSource(30), edit)).toThrow(refusal)
    const inTime = { at: edit.at + RESTORE_MILLISECONDS, by: 'device-d' }
    expect(isRemoved(restoreAccount(deleted, inTime).profile)).toBe(false)
    const late = { at: inTime.at + 1, by: 'device-d' }
    const expired = expect.objectContaining({ rule: 'account.restore-expired' })
    expect(() => restoreAccount(deleted, late)).toThrow(expired)
    const there = expect.objectContaining({ rule: 'account.not-deleted' })
    expect(() => restoreAccount(account, edit)).toThrow(there)
  })

  test('[C94] a passkey added elsewhere at the same time revives a deleted account', () => {
    const deleted = deleteAccount(account, edit)
    const added = addPasskey(account, exampleSource(30), { at: 1, by: 'device-d' })
    const merged = mergeAccounts(deleted, added)
    expect(isRemoved(merged.profile)).toBe(false)
    expect(merged.profile.passkeys.size).toBe(3)
  })
})
