import { listAccounts, listPasskeys } from '@keyward/keyholder/commands'
import { synchronised } from '../../server/cases/people.ts'
import type { Member } from '../world/people.ts'

/** What the workspace has, as another device of the same member sees it. */

/** The passkeys of the member's accounts, after an exchange with the server. */
export async function passkeysOf(member: Member): Promise<string[]> {
  const device = await exchanged(member)
  const rows = await listPasskeys(await device.desk(), {})
  return rows.map(({ account, passkey, credentialId }) => {
    const { appName, username } = account.profile
    return `${credentialId} of ${passkey.userName} in ${appName.value}: ${username.value}`
  })
}

/** The member's accounts, as "app: username", after an exchange with the server. */
export async function accountsOf(member: Member): Promise<string[]> {
  const device = await exchanged(member)
  return listAccounts(await device.desk(), '', 1000).map(
    ({ appName, username }) => `${appName}: ${username}`,
  )
}

/** The member's other device, after an exchange. In a long run it has locked itself meanwhile. */
async function exchanged({ device, passphrase }: Member): Promise<Member['device']> {
  if (device.session.state.kind === 'locked') {
    await device.session.unlock({ by: 'passphrase', passphrase })
  }
  await synchronised(device)
  return device
}
