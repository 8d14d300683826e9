import { providerOf } from '@keyward/keyholder/commands'
import { createPasskey, type Person } from '@keyward/keyholder/provider'
import { creationOptionsFromJSON } from '@keyward/webauthn/client'
import { perchSession } from '../../agent/perch-session.ts'
import type { World } from '../world.ts'
import type { Member } from './people.ts'

const PASSWORD = 'correct horse battery'

/** Who is at the first device: verified at once, and a new account takes what the site says. */
const PERSON: Person = {
  canVerify: true,
  verify: async () => ({ outcome: 'verified', method: 'passphrase' }),
  chooseAccount: async ({ prefilled }) => ({ kind: 'new', fields: prefilled }),
  choosePasskey: async ({ candidates }) => candidates[0]?.credentialId,
  confirmExcluded: async () => true,
}

/**
 * Gives a member an account at Perch with a passkey of one algorithm, on the member's first device.
 *
 * @param algorithm COSE
 */
export async function registerAtPerch(
  { origins }: Pick<World, 'origins'>,
  { device }: Member,
  username: string,
  algorithm: number,
): Promise<void> {
  const session = perchSession(origins.perch)
  await session.post('sign-up', { username, password: PASSWORD })
  const settings = { algorithms: [algorithm] }
  const asked = await session.post('registration/options', { settings })
  const options = creationOptionsFromJSON(asked['options'] as never)
  const provider = await providerOf(device, { isProviderEnabled: true, isVerificationSetUp: true })
  const caller = { kind: 'origin', origin: origins.perch } as const
  const made = await createPasskey(provider, PERSON, { caller, options, surface: 'mobile' })
  await session.post('registration/verify', made)
  await device.synchronise()
}
