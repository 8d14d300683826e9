import { type Desk, listPasskeys, type PasskeyRow } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'

/** How the commands of this group name their passkey. */
export const PASSKEY = { name: 'CREDENTIAL-ID', help: 'base64url, or how it begins' } as const

/** The passkey with this credential ID, or whose ID alone begins so. @throws {CliError} `cli.not-found`, `cli.ambiguous` */
export async function findPasskey(desk: Desk, text: string): Promise<PasskeyRow> {
  const all = await listPasskeys(desk, {})
  const exact = all.find(({ credentialId }) => credentialId === text)
  if (exact !== undefined) return exact
  const [passkey, ...others] = all.filter(({ credentialId }) => credentialId.startsWith(text))
  if (passkey === undefined)
    throw new CliError('cli.not-found', 'There is no such passkey: see keyward passkey list.')
  if (others.length === 0) return passkey
  throw new CliError('cli.ambiguous', 'Several passkeys begin so: give the whole credential ID.')
}
