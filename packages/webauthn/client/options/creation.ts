import { WebAuthnError } from '../../error.ts'
import { checkPrfAtCreate, readExtensions } from './extensions.ts'
import { makePageIntake, readChallenge, type Intake } from './intake.ts'
import {
  knownDescriptors,
  readDescriptors,
  readKnown,
  readStrings,
  readUserVerification,
} from './members.ts'
import type { AttestationConveyance, CreationOptions, ResidentKeyRequirement } from './types.ts'
import {
  requireMember,
  toBoolean,
  toDictionary,
  toDomString,
  toLong,
  toSequence,
  toUnsignedLong,
  toUsvStringMember,
} from './webidl.ts'

const ES256 = -7
const RS256 = -257
const MAX_USER_ID_BYTES = 64

/**
 * Reads the `publicKey` member of what a page gives to `navigator.credentials.create()`, as a
 * browser would: every member is read once, in Web IDL's order, and all bytes are copied.
 *
 * @throws WebAuthnError named TypeError (`options.missing`, `options.type`, `options.too-large`,
 * `options.user-id-length`) or NotSupportedError (`options.algorithms`,
 * `options.prf-eval-by-credential`); and whatever a getter of the page throws.
 *
 * WebAuthn Level 3, sections 5.4 and 5.1.3.
 */
export function creationOptionsFromPage(value: unknown): CreationOptions {
  return readCreationOptions(value, makePageIntake())
}

/** The conversion that page and JSON share; they differ in how bytes are written. */
export function readCreationOptions(value: unknown, intake: Intake): CreationOptions {
  // Members in lexicographical order, each converted before the next is read.
  const read = toDictionary(value, 'publicKey')
  const attestation = readAttestation(read('attestation'), intake)
  const attestationFormats = readStrings(read('attestationFormats'), 'attestationFormats', intake)
  const selection = readSelection(read('authenticatorSelection'), intake)
  const challenge = readChallenge(requireMember(read('challenge'), 'challenge'), intake)
  const exclude = readDescriptors(read('excludeCredentials'), 'excludeCredentials', intake)
  const extensions = readExtensions(read('extensions'), intake)
  const hints = readStrings(read('hints'), 'hints', intake)
  const parameters = readParameters(read('pubKeyCredParams'), intake)
  const rp = readRp(requireMember(read('rp'), 'rp'), intake)
  const timeoutGiven = read('timeout')
  const timeout =
    timeoutGiven === undefined ? {} : { timeout: toUnsignedLong(timeoutGiven, 'timeout') }
  const user = readUser(requireMember(read('user'), 'user'), intake)

  // Section 5.1.3, in its order.
  if (user.id.length === 0 || user.id.length > MAX_USER_ID_BYTES) {
    throw new WebAuthnError(
      'options.user-id-length',
      `user.id must have 1 to ${MAX_USER_ID_BYTES} bytes.`,
    )
  }
  const algorithms = algorithmsOf(parameters)
  checkPrfAtCreate(extensions.prf)
  return {
    rp,
    user,
    challenge,
    algorithms,
    ...timeout,
    excludeCredentials: knownDescriptors(exclude),
    ...selection,
    hints,
    attestation,
    attestationFormats,
    extensions,
  }
}

/** Section 5.4.7. `indirect` lets the client choose, and no statement tells the least. */
function readAttestation(value: unknown, intake: Intake): AttestationConveyance {
  const known = ['none', 'indirect', 'direct', 'enterprise'] as const
  const attestation = readKnown(value, known, 'attestation', intake)
  return attestation === undefined || attestation === 'indirect' ? 'none' : attestation
}

type Selection = Pick<
  CreationOptions,
  'authenticatorAttachment' | 'residentKey' | 'userVerification'
>

/** Section 5.4.4. */
function readSelection(value: unknown, intake: Intake): Selection {
  const read = toDictionary(value, 'authenticatorSelection')
  const attachment = readKnown(
    read('authenticatorAttachment'),
    ['platform', 'cross-platform'] as const,
    'authenticatorAttachment',
    intake,
  )
  const requireResidentKey = toBoolean(read('requireResidentKey'))
  const known = ['required', 'preferred', 'discouraged'] as const
  const residentKey: ResidentKeyRequirement =
    readKnown(read('residentKey'), known, 'residentKey', intake) ??
    (requireResidentKey ? 'required' : 'discouraged')
  const userVerification = readUserVerification(
    read('userVerification'),
    'userVerification',
    intake,
  )
  return {
    ...(attachment === undefined ? {} : { authenticatorAttachment: attachment }),
    residentKey,
    userVerification,
  }
}

interface Parameter {
  readonly alg: number
  readonly type: string
}

/** Section 5.3; `alg` is a `long`, so that a site's "-7" is -7. */
function readParameters(value: unknown, intake: Intake): Parameter[] {
  return toSequence(requireMember(value, 'pubKeyCredParams'), 'pubKeyCredParams', (item, what) => {
    const read = toDictionary(item, what)
    const alg = toLong(requireMember(read('alg'), `${what}.alg`), `${what}.alg`)
    const type = requireMember(read('type'), `${what}.type`)
    return { alg, type: toDomString(type, `${what}.type`, intake.budget) }
  })
}

/** Section 5.1.3, step "pubKeyCredParams". Algorithms that nobody knows are the authenticator's. */
function algorithmsOf(parameters: readonly Parameter[]): number[] {
  if (parameters.length === 0) return [ES256, RS256]
  const known = parameters.filter(({ type }) => type === 'public-key')
  if (known.length === 0) {
    throw new WebAuthnError(
      'options.algorithms',
      'No entry of pubKeyCredParams has the type "public-key".',
    )
  }
  return known.map(({ alg }) => alg)
}

/** Section 5.4.2: the inherited member comes first. */
function readRp(value: unknown, intake: Intake): CreationOptions['rp'] {
  const read = toDictionary(value, 'rp')
  const name = toUsvStringMember(requireMember(read('name'), 'rp.name'), 'rp.name', intake.budget)
  const id = read('id')
  return id === undefined ? { name } : { id: toDomString(id, 'rp.id', intake.budget), name }
}

/** Section 5.4.3: the inherited member comes first. */
function readUser(value: unknown, intake: Intake): CreationOptions['user'] {
  const { budget } = intake
  const read = toDictionary(value, 'user')
  const name = toUsvStringMember(requireMember(read('name'), 'user.name'), 'user.name', budget)
  const shown = requireMember(read('displayName'), 'user.displayName')
  const displayName = toUsvStringMember(shown, 'user.displayName', budget)
  return { id: intake.bytes(requireMember(read('id'), 'user.id'), 'user.id'), name, displayName }
}
