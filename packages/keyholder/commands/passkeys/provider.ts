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
  const { vault, identity, workspace, reserve } = await desk()
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
  }
}
