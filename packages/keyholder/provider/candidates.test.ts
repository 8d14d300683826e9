import { expect, test } from 'vitest'
import { exampleAccount } from '../accounts/cases/fixtures.ts'
import { candidatesOf } from './candidates.ts'
import { realVault } from './cases/real-vault.ts'

const RP_ID = 'perch.example'

test('an account whose rows are damaged is passed over, unless there is no other', async () => {
  const { vault, replica } = await realVault().open()
  const ids = [
    await vault.create(exampleAccount(), { onTaken: 'keep' }),
    await vault.create(exampleAccount(), { onTaken: 'keep' }),
  ]
  const damage = (key: string): Promise<void> =>
    replica.write([{ collection: 'pending', key, value: Uint8Array.of(1, 2, 3) }])
  await damage(ids[0]!)
  const found = await candidatesOf(vault, RP_ID)
  expect(new Set(found.map(({ account }) => account.accountId))).toEqual(new Set([ids[1]]))
  await damage(ids[1]!)
  await expect(candidatesOf(vault, RP_ID)).rejects.toMatchObject({ rule: 'replica.damaged' })
})
