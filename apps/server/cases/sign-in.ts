import { encodeBase64url } from '@keyward/codec'
import { signStatement } from '@keyward/primitives/identity'
import { KIT_SIGN_IN_PURPOSE, kitStatement } from '@keyward/protocol'
import type { RouteRequest } from '@keyward/protocol/routes'
import { kitSignInKey } from '@keyward/vault/unlock'
import { client as opaque } from '@serenity-kit/opaque'
import { type TestDevice, testDevice } from './device.ts'
import { LIGHT, type MemberSecrets, newId } from './keys.ts'
import { ORIGIN } from './server.ts'
import type { TestMember } from './workspace.ts'

/** Signs a challenge with a kit as clients do. */
export async function kitSignIn(
  device: TestDevice,
  { kit }: MemberSecrets,
  deviceId: string = newId(),
): Promise<RouteRequest<'signInByKit'>> {
  const { challenge } = await device.must('makeChallenge')
  const key = kitSignInKey(kit)
  const { thumbprint } = device
  const statement = kitStatement({ origin: ORIGIN, challenge, deviceId, thumbprint })
  return {
    challenge,
    publicKey: encodeBase64url(key.publicKey),
    signature: encodeBase64url(signStatement(key, KIT_SIGN_IN_PURPOSE, statement)),
    device: { deviceId, name: 'New phone' },
  }
}

/** A further device of a member, signed in by kit, which the chain does not have yet. */
export async function newDeviceOf(member: TestMember): Promise<TestMember> {
  const device = await testDevice(member.device.server)
  const body = await kitSignIn(device, member)
  const session = await device.must('signInByKit', { body })
  device.token = session.token
  return { ...member, deviceId: body.device.deviceId as TestMember['deviceId'], device, session }
}

/** The first half of a sign-in by passphrase, and what the client makes of the answer. */
export async function startPassphrase(
  device: TestDevice,
  user: { readonly workspaceId: string; readonly address: string; readonly passphrase: string },
) {
  const { workspaceId, address, passphrase: password } = user
  const started = opaque.startLogin({ password })
  const answer = await device.must('startPassphrase', {
    body: { workspaceId, address, request: started.startLoginRequest },
  })
  const finished = opaque.finishLogin({
    password,
    clientLoginState: started.clientLoginState,
    loginResponse: answer.response,
    keyStretching: LIGHT,
  })
  return { ...answer, finish: finished?.finishLoginRequest }
}

/** The first messages of a client that may have any passphrase. */
export function anyPassphrase() {
  return {
    registration: opaque.startRegistration({ password: 'any' }).registrationRequest,
    login: opaque.startLogin({ password: 'any' }).startLoginRequest,
  }
}
