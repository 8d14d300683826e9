import { makeBudget } from './limits.ts'
import { tolerateBytes, type Form } from './lenient-bytes.ts'
import { isObject, toRecord, toSequence } from './webidl.ts'

/** How one member is rewritten; null hands it on as it is. */
type Change = ((value: unknown, form: Form) => unknown) | null
type Members = readonly (readonly [name: string, change: Change])[]

const VALUES: Members = [
  ['first', tolerateBytes],
  ['second', tolerateBytes],
]
const PRF: Members = [
  ['eval', rewrite(VALUES)],
  ['evalByCredential', tolerateByCredential],
]
const EXTENSIONS: Members = [
  ['credProps', null],
  ['credentialProtectionPolicy', null],
  ['enforceCredentialProtectionPolicy', null],
  ['prf', rewrite(PRF)],
]
const DESCRIPTOR: Members = [
  ['id', tolerateBytes],
  ['transports', null],
  ['type', null],
]
const RP: Members = [
  ['name', null],
  ['id', null],
]
const USER: Members = [
  ['name', null],
  ['displayName', null],
  ['id', tolerateBytes],
]
/** Members of both kinds of options, in the order in which the strict functions read them. */
const OPTIONS: Members = [
  ['allowCredentials', tolerateDescriptors],
  ['attestation', null],
  ['attestationFormats', null],
  ['authenticatorSelection', null],
  ['challenge', tolerateBytes],
  ['excludeCredentials', tolerateDescriptors],
  ['extensions', rewrite(EXTENSIONS)],
  ['hints', null],
  ['pubKeyCredParams', null],
  ['rp', tolerateRp],
  ['rpId', null],
  ['timeout', null],
  ['user', tolerateUser],
  ['userVerification', null],
]

/**
 * Rewrites what real sites get wrong and other clients forgive, before the strict functions read it:
 *
 * - `user.displayName` null becomes `user.name`; `rp.name` null becomes `rp.id`, or empty;
 * - bytes in other spellings become base64url (`json`) or a Uint8Array (`page`), see `tolerateBytes`.
 *
 * Numbers and booleans written as strings need nothing here: Web IDL's own conversions take them.
 * The result is a fresh plain object; the value given is not changed, and each of its members is
 * read once. Anything else that is wrong stays wrong for the strict functions to refuse.
 *
 * @throws WebAuthnError `options.too-large`, `options.type`; and whatever a getter of the page throws.
 */
export function tolerate(value: unknown, form: Form): unknown {
  return rewrite(OPTIONS)(value, form)
}

function rewrite(members: Members): (value: unknown, form: Form) => unknown {
  return (value, form) => (isObject(value) ? readMembers(value, members, form) : value)
}

function readMembers(
  value: Record<PropertyKey, unknown>,
  members: Members,
  form: Form,
): Record<string, unknown> {
  const fresh: Record<string, unknown> = {}
  for (const [name, change] of members) {
    const given = value[name]
    if (given !== undefined) fresh[name] = change === null ? given : change(given, form)
  }
  return fresh
}

function tolerateUser(value: unknown, form: Form): unknown {
  if (!isObject(value)) return value
  const user = readMembers(value, USER, form)
  return user['displayName'] === null ? { ...user, displayName: user['name'] } : user
}

function tolerateRp(value: unknown, form: Form): unknown {
  if (!isObject(value)) return value
  const rp = readMembers(value, RP, form)
  return rp['name'] === null ? { ...rp, name: rp['id'] ?? '' } : rp
}

function tolerateDescriptors(value: unknown, form: Form): unknown {
  return toSequence(value, 'A list of credentials', (item) => rewrite(DESCRIPTOR)(item, form))
}

/** The keys stay as they are: a key that is not base64url must be refused. */
function tolerateByCredential(value: unknown, form: Form): unknown {
  const entries = toRecord(value, 'prf.evalByCredential', makeBudget(), (item) =>
    rewrite(VALUES)(item, form),
  )
  // No prototype, so that a key such as `__proto__` is one like any other.
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as unknown
}
