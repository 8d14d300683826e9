import { encodeBase64url } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { addPasskey, quarantinePasskey } from '../../accounts.ts'
import { exampleSource } from '../../accounts/cases/fixtures.ts'
import { createAccount } from '../accounts/create.ts'
import { viewAccount } from '../accounts/view.ts'
import { testDesk } from '../cases/desk.ts'
import { releasePasskey, renamePasskey } from './edit.ts'
import { deletePasskey } from './remove.ts'

/** A desk with one passkey in one account. */
async function deskWithPasskey(isApart: boolean) {
  const desk = testDesk()
  const source = exampleSource(1)
  const accountId = await createAccount(desk, { appName: 'Perch' })
  const at = { at: desk.platform.clock(), by: desk.identity.deviceId }
  const added = addPasskey(desk.vault.saved.get(accountId)!, source, at)
  const content = isApart ? quarantinePasskey(added, source.id, true, at) : added
  await desk.vault.save(accountId, content, { onTaken: 'keep' })
  return { desk, accountId, credentialId: encodeBase64url(source.id) }
}

describe('a passkey', () => {
  test('gets a name, without the space around it', async () => {
    const { desk, accountId, credentialId } = await deskWithPasskey(false)
    await renamePasskey(desk, accountId, credentialId, ' Team phone ')
    const { passkeys } = await viewAccount(desk, accountId)
    expect(passkeys).toMatchObject([{ credentialId, name: 'Team phone', status: 'active' }])
  })

  test('that was set apart is counted in the index, until it is used again', async () => {
    const { desk, accountId, credentialId } = await deskWithPasskey(true)
    expect(desk.vault.index.get(accountId)).toMatchObject({ passkeys: 0, quarantined: 1 })
    await releasePasskey(desk, accountId, credentialId)
    expect(desk.vault.index.get(accountId)).toMatchObject({ passkeys: 1 })
    expect(desk.vault.index.get(accountId)?.quarantined).toBeUndefined()
  })

  test('that is deleted takes no name', async () => {
    const { desk, accountId, credentialId } = await deskWithPasskey(false)
    await deletePasskey(desk, accountId, credentialId)
    await expect(renamePasskey(desk, accountId, credentialId, 'x')).rejects.toMatchObject({
      rule: 'passkey.deleted',
    })
  })
})
