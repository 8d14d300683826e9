import type { AccountFields } from '@keyward/keyholder/accounts'
import {
  createAccount,
  createCollection,
  deleteAccount,
  invite,
  putIntoCollection,
  reportApp,
  setSupportContact,
  shareAccount,
  shareCollection,
} from '@keyward/keyholder/commands'
import { memberIdOf, synchronised } from '../../server/cases/people.ts'
import type { World } from '../world.ts'
import type { Member } from './people.ts'

/** What a workspace has that has been used for a while, so that no screen is seen empty alone. */
export async function furnish({ people }: Pick<World, 'people'>): Promise<void> {
  const { olga, sam, ada, uma, leo } = people
  for (const { device } of [olga, sam, ada, uma]) await synchronised(device)
  const full = await addAccount(olga, FULL, [uma])
  await addAccount(olga, { appName: 'Ledgerly', username: 'books@harbour.example' }, [])
  const nimbus = {
    appName: 'Nimbus Cloud',
    username: 'ops@harbour.example',
    password: 'sixteen-Kelp',
  }
  await addAccount(sam, nimbus, [olga, ada])
  const old = await addAccount(olga, { appName: 'Lark Mail', username: 'old@harbour.example' }, [])
  await deleteAccount(await olga.device.desk(), old)
  await collect(olga, [full], leo)
  for (const device of [olga.device, sam.device, uma.device]) await synchronised(device)
  await invite(olga.device.session, { role: 'user', memberKind: 'person' })
  await reportApp(uma.device.session, {
    platform: 'android',
    step: 'saved-but-refused',
    code: 'unknown',
    rpId: 'heron.example',
    appName: 'Heron',
    text: 'It says that something went wrong, each time.',
  })
  await setSupportContact(olga.device.session, 'Ada Marchetti, extension 20')
}

/** An account with something in every field. */
const FULL: Partial<AccountFields> = {
  appName: 'Paper & Post vendor portal',
  username: 'orders@harbour.example',
  displayName: 'Orders',
  labels: ['vendors', 'paper'],
  hosts: ['portal.paperpost.example'],
  password: 'violet-Anchor-20451-lantern',
  oneTimeCodeSeed: 'JBSWY3DPEHPK3PXP',
  notes: 'Customer number 20451. The invoice goes to Ada.',
}

async function addAccount(
  { device }: Member,
  fields: Partial<AccountFields>,
  owners: readonly Member[],
): Promise<string> {
  const desk = await device.desk()
  const accountId = await createAccount(desk, fields)
  for (const owner of owners) {
    await shareAccount(desk, accountId, { memberIds: [memberIdOf(owner.device)], role: 'owner' })
  }
  return accountId
}

/** A collection that somebody signs in with. */
async function collect(
  { device }: Member,
  accountIds: readonly string[],
  whom: Member,
): Promise<void> {
  const desk = await device.desk()
  const collectionId = await createCollection(desk, 'Front desk')
  await putIntoCollection(desk, collectionId, accountIds)
  const memberIds = [memberIdOf(whom.device)]
  await shareCollection(desk, collectionId, { memberIds, role: 'collaborator' })
}
