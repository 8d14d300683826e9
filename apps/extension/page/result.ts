import { apply, bare, decodeBytes, ownKeys, parse, replace, uncurried } from './realm.ts'

/** What the attributes and methods of one object of ours give. */
type Members = Readonly<Record<string, unknown>>
type Interface = { readonly prototype: object }

const recall = uncurried<Members | undefined>(WeakMap.prototype.get)
const remember = uncurried<void>(WeakMap.prototype.set)
const known = new WeakMap<object, Members>()
/** The interfaces as they are before any script of the page; undefined in insecure contexts. */
const { PublicKeyCredential, AuthenticatorResponse, Credential } = globalThis
const { AuthenticatorAttestationResponse, AuthenticatorAssertionResponse } = globalThis

/**
 * Makes the interfaces answer for objects of ours as they do for the browser's: the attributes stay
 * where they are, on the prototypes, so that whatever reads an object reads ours.
 */
export function teachInterfaces(): void {
  const ofResponses = [AuthenticatorAttestationResponse, AuthenticatorAssertionResponse]
  for (const owner of [Credential, PublicKeyCredential, AuthenticatorResponse, ...ofResponses])
    for (const name of ownKeys(owner.prototype))
      if (typeof name === 'string' && name !== 'constructor') teach(owner, name)
}

function teach(owner: Interface, name: string): void {
  replace(owner, name, (native, self, values) => {
    const value = recall(known, self)?.[name]
    if (value === undefined) return apply(native, self, values)
    return typeof value === 'function' ? (value as () => unknown)() : value
  })
}

function make({ prototype }: Interface, members: Members): object {
  const made = { __proto__: prototype }
  remember(known, made, bare(members))
  return made
}

/** A response in its JSON form, as the PublicKeyCredential that it is. */
export function credentialOf(text: string): object {
  const { id, authenticatorAttachment } = parse(text)
  const [response, getClientExtensionResults] = [responseOf(text), () => extensionsOf(text)]
  const members = { id, type: 'public-key', rawId: decodeBytes(id), authenticatorAttachment }
  const toJSON = () => parse(text)
  return make(PublicKeyCredential, { ...members, response, getClientExtensionResults, toJSON })
}

/** An attestation or an assertion: each interface reads its own of these members. */
function responseOf(text: string): object {
  const { response } = parse(text)
  const bytes = (name: string) =>
    response[name] === undefined ? null : decodeBytes(response[name])
  const isNew = response.attestationObject !== undefined
  return make(isNew ? AuthenticatorAttestationResponse : AuthenticatorAssertionResponse, {
    clientDataJSON: bytes('clientDataJSON'),
    attestationObject: bytes('attestationObject'),
    getAuthenticatorData: () => bytes('authenticatorData'),
    getPublicKey: () => bytes('publicKey'),
    getPublicKeyAlgorithm: () => response.publicKeyAlgorithm,
    getTransports: () => parse(text).response.transports,
    authenticatorData: bytes('authenticatorData'),
    signature: bytes('signature'),
    userHandle: bytes('userHandle'),
  })
}

/** The outputs of extensions, with bytes where the JSON form has text. */
function extensionsOf(text: string): object {
  const { clientExtensionResults: outputs } = parse(text)
  const results = outputs.prf?.results ?? {}
  if (results.first !== undefined) results.first = decodeBytes(results.first)
  if (results.second !== undefined) results.second = decodeBytes(results.second)
  return outputs
}
