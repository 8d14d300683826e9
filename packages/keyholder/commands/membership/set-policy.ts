import type { PolicySetting } from '@keyward/workspace/rules'
import { setPolicy as set } from '../../membership.ts'
import { requireAllowed } from '../desk.ts'
import type { Keyholder } from '../keyholder.ts'
import type { Synchronised } from '../synchronise.ts'

/** Sets one policy. @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*` */
export async function setPolicy(
  keyholder: Keyholder,
  setting: PolicySetting,
): Promise<Synchronised> {
  requireAllowed(await keyholder.desk(), 'policy.change', {})
  await set(keyholder.session, setting)
  return keyholder.synchronise()
}
