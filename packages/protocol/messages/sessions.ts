import { z } from 'zod'
import { address, answer, bytes, id, name, request, time } from '../fields.ts'

/** The device that signs in. Its id stays with its proof key for good. */
export const SigningDevice = request({ deviceId: id, name })
export type SigningDevice = z.infer<typeof SigningDevice>

/** A session that began. The token counts only with proofs of the key that signed this request. */
export const SessionGranted = answer({
  sessionId: id,
  token: bytes(32),
  workspaceId: id,
  memberId: id,
  deviceId: id,
  /** Whether the membership chain has the member, and this device. */
  isAdmitted: z.boolean(),
  isDeviceAdmitted: z.boolean(),
  expiresAt: time,
  serverTime: time,
})
export type SessionGranted = z.infer<typeof SessionGranted>

/** The first half of OPAQUE's sign-in (RFC 9807 section 3.3). Unknown members get an answer too. */
export const StartPassphrase = request({
  workspaceId: id,
  address,
  request: bytes(1, 1024),
})
export type StartPassphrase = z.infer<typeof StartPassphrase>
export const PassphraseStarted = answer({ loginId: id, response: bytes(1, 2048) })
export type PassphraseStarted = z.infer<typeof PassphraseStarted>

/** The second half. */
export const FinishPassphrase = request({
  loginId: id,
  finish: bytes(1, 1024),
  device: SigningDevice,
})
export type FinishPassphrase = z.infer<typeof FinishPassphrase>

/** A challenge for the kit or a passkey; used once. */
export const Challenge = answer({ challenge: bytes(32) })
export type Challenge = z.infer<typeof Challenge>

/** Sign-in by recovery kit: the kit's key signs `kitStatement` of the challenge. */
export const KitSignIn = request({
  challenge: bytes(32),
  publicKey: bytes(32),
  signature: bytes(64),
  device: SigningDevice,
})
export type KitSignIn = z.infer<typeof KitSignIn>

const base64url = bytes(0, 16_384)

/** WebAuthn Level 3 section 5.1, AuthenticationResponseJSON, without extension outputs. */
export const AuthenticationResponse = request({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: request({}),
  response: request({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})
export type AuthenticationResponse = z.infer<typeof AuthenticationResponse>

/** WebAuthn Level 3 section 5.1, RegistrationResponseJSON, without extension outputs. */
export const RegistrationResponse = request({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: request({}),
  response: request({
    clientDataJSON: base64url,
    attestationObject: base64url,
    authenticatorData: base64url.optional(),
    publicKey: base64url.optional(),
    publicKeyAlgorithm: z.int().optional(),
    transports: z.array(z.string().max(32)).max(16).optional(),
  }),
})
export type RegistrationResponse = z.infer<typeof RegistrationResponse>

/** Sign-in by a passkey made for Keyward itself; user verification is required. */
export const PasskeySignIn = request({
  challenge: bytes(32),
  credential: AuthenticationResponse,
  device: SigningDevice,
})
export type PasskeySignIn = z.infer<typeof PasskeySignIn>

export const SessionRow = answer({
  sessionId: id,
  deviceId: id,
  deviceName: name,
  by: z.enum(['passphrase', 'passkey', 'kit', 'sign-up']),
  startedAt: time,
  lastUsedAt: time,
  isCurrent: z.boolean(),
})
export type SessionRow = z.infer<typeof SessionRow>
export const Sessions = answer({ sessions: z.array(SessionRow) })
export type Sessions = z.infer<typeof Sessions>
