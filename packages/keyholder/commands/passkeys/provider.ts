import type { Provider } from '../../provider.ts'
import { actorOf } from '../desk.ts'
import type { Keyholder } from '../keyholder.ts'

/**
 * What answers passkey requests on this device.
 *
 * @param device what the platform says about itself
 * @throws {KeyholderError} `session.locked`, `session.not-admitted`
 */
export async function providerOf(
  { ports, desk }: Pick<Keyholder, 'ports' | 'desk'>,
  device: Pick<Provider, 'isProviderEnabled' | 'isVerificationSetUp'>,
): Promise<Provider> {
  const open = await desk()
  const { vault, identity, workspace, reserve } = open
  return {
    ...device,
    platform: ports.platform,
    client: ports.client,
    backend: ports.backend,
    vault,
    deviceId: identity.deviceId,
    actor: actorOf({ workspace, identity }),
    policies: workspace.policies,
    reserve,
    // Lazily: who has the keys does without it.
    async cosign(ask) {
      const { cosign } = await import('../../sharing/cosign/cosign.ts')
      const { sharingPorts } = await import('../../sharing/ports.ts')
      return cosign(sharingPorts(open), ask)
    },
  }
}
