import { encodeBase64url } from '@keyward/codec'
import { signStatement } from '@keyward/primitives/identity'
import {
  KIT_SIGN_IN_PURPOSE,
  kitStatement,
  type SessionGranted,
  type SigningDevice,
} from '@keyward/protocol'
import { kitSignInKey, type RecoveryKit } from '@keyward/vault/unlock'
import type { Remote } from '../../remote/port.ts'
import { asRule } from '../calls/remote.ts'

/** Signs in by recovery kit: its key signs the server's challenge. @throws {KeyholderError} `session.wrong-kit`, `remote.*` */
export async function kitSession(
  remote: Remote,
  kit: RecoveryKit,
  device: SigningDevice,
): Promise<SessionGranted> {
  const key = kitSignInKey(kit)
  const { origin } = await remote.call('getServer')
  const { challenge } = await remote.call('makeChallenge')
  const thumbprint = await remote.thumbprint()
  const { deviceId } = device
  const statement = kitStatement({ origin, challenge, deviceId, thumbprint })
  const signature = signStatement(key, KIT_SIGN_IN_PURPOSE, statement)
  const body = {
    challenge,
    publicKey: encodeBase64url(key.publicKey),
    signature: encodeBase64url(signature),
    device,
  }
  try {
    return await remote.call('signInByKit', { body })
  } catch (error) {
    throw asRule(error, 'sign_in_refused', 'session.wrong-kit')
  }
}
