import { bare, encodeBytes, getOwnPropertyDescriptor, ownKeys, stringify } from './realm.ts'

/** Writes a value as JSON text. Throws what a getter of the page throws, or a TypeError. */
type Write = (value: never) => string
type Given = Readonly<Record<string, never>> | null | undefined

/**
 * A dictionary of Web IDL: its members in their order, each read once and left out if undefined.
 * Without names it is a record, of what the page put into it. All text is put together here, since
 * `JSON.stringify` would call a `toJSON` of the page's.
 */
function dictionary(
  words?: string,
  members: Readonly<Record<string, Write>> = {},
  other: Write = scalar,
): Write {
  const [fixed, writes] = [words?.split(' '), bare(members)]
  return (value: Given) => {
    const isObject = typeof value === 'object' || typeof value === 'function'
    if (!isObject && value !== undefined) throw new TypeError()
    const names = fixed ?? (ownKeys(value as object) as string[])
    let text = ''
    for (let i = 0; i < names.length; i += 1) {
      const name = `${names[i]}`
      if (fixed === undefined && !getOwnPropertyDescriptor(value as object, name)?.enumerable)
        continue
      const given = value?.[name]
      if (given !== undefined)
        text += `${text && ','}${stringify(name)}:${(writes[name] ?? other)(given)}`
    }
    return `{${text}}`
  }
}

function list(write: Write): Write {
  return (value: Iterable<never>) => {
    if (typeof value !== 'object') throw new TypeError()
    let text = ''
    for (const item of value) text += `${text && ','}${write(item)}`
    return `[${text}]`
  }
}

/** Numbers and booleans stay what they are, for whoever reads the text to judge. */
function scalar(value: unknown): string {
  const isKept = value === null || typeof value === 'boolean' || typeof value === 'number'
  return stringify(isKept ? value : `${value as string}`)
}

const bytes: Write = (value) => `"${encodeBytes(value)}"`
const texts = list(scalar)
const descriptors = list(dictionary('id transports type', { id: bytes, transports: texts }))
const values = dictionary('first second', { first: bytes, second: bytes })
const byCredential = dictionary(undefined, {}, values)
const prf = dictionary('eval evalByCredential', { eval: values, evalByCredential: byCredential })
const largeBlob = dictionary('support')
const payment = dictionary('isPayment')
const extensions = dictionary(
  'credProps credentialProtectionPolicy enforceCredentialProtectionPolicy largeBlob payment prf',
  { largeBlob, payment, prf },
)
const authenticatorSelection = dictionary(
  'authenticatorAttachment requireResidentKey residentKey userVerification',
)
const pubKeyCredParams = list(dictionary('alg type'))
const rp = dictionary('name id')
const user = dictionary('name displayName id', { id: bytes })
const shared = { challenge: bytes, extensions, hints: texts }
const lists = { attestationFormats: texts, excludeCredentials: descriptors, pubKeyCredParams }

/** What a page gave to each of these, as the text of its JSON form; not judged yet. */
export const textOf = {
  create: dictionary(
    'attestation attestationFormats authenticatorSelection challenge excludeCredentials extensions hints pubKeyCredParams rp timeout user',
    { ...shared, ...lists, authenticatorSelection, rp, user },
  ),
  get: dictionary('allowCredentials challenge extensions hints rpId timeout userVerification', {
    ...shared,
    allowCredentials: descriptors,
  }),
  signal: dictionary('allAcceptedCredentialIds credentialId displayName name rpId userId', {
    allAcceptedCredentialIds: texts,
  }),
}
