import { XWing } from '@hpke/hybridkem-x-wing'
import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { sha3, shake256 } from '@keyward/primitives/hash'
import type { Agreement, Decapsulation, XWingParts } from './parts.ts'

const ML_KEM_PUBLIC_LENGTH = 1184
const ML_KEM_CIPHERTEXT_LENGTH = 1088

/** `XWingLabel` of draft-connolly-cfrg-xwing-kem section 5.3. */
const LABEL = encodeUtf8('\\.//^\\')

/** A key as the library has it. */
export type LibraryKey = Awaited<ReturnType<XWing['deserializePrivateKey']>>

interface Prepared {
  readonly m: Decapsulation
  readonly x: Agreement
}

/**
 * X-Wing with the given parts in place of the library's own, which are many times slower than native
 * ones. Everything around it stays the library's: only the two halves and their combination are here
 * (draft-connolly-cfrg-xwing-kem section 5).
 */
export class NativeXWing extends XWing {
  readonly #parts: XWingParts
  /** Preparing a private key costs more than using it. */
  readonly #prepared = new WeakMap<LibraryKey, Promise<Prepared>>()

  constructor(parts: XWingParts) {
    super()
    this.#parts = parts
  }

  /** 1,216 bytes. */
  async publicKeyOf(privateKey: LibraryKey): Promise<Uint8Array> {
    const { m, x } = await this.#prepare(privateKey)
    return concatBytes(m.publicKey, x.publicKey)
  }

  /** `ekm` has to be given: 64 bytes. */
  override async encap(params: Parameters<XWing['encap']>[0]): ReturnType<XWing['encap']> {
    const { ekm } = params
    if (!(ekm instanceof Uint8Array) || ekm.length !== 64)
      throw new TypeError('An encapsulation takes 64 bytes of randomness.')
    const publicKey = new Uint8Array(await this.serializePublicKey(params.recipientPublicKey))
    const pkM = publicKey.slice(0, ML_KEM_PUBLIC_LENGTH)
    const pkX = publicKey.slice(ML_KEM_PUBLIC_LENGTH)
    const x = await this.#parts.x25519(ekm.slice(32))
    const ssX = await x.agree(pkX)
    const { ciphertext, shared } = await this.#parts.encapsulate(pkM, ekm.slice(0, 32))
    return {
      sharedSecret: bufferOf(combine(shared, ssX, x.publicKey, pkX)),
      enc: bufferOf(concatBytes(ciphertext, x.publicKey)),
    }
  }

  override async decap(params: Parameters<XWing['decap']>[0]): Promise<ArrayBuffer> {
    const { recipientKey, enc } = params
    if (!(enc instanceof Uint8Array) || enc.length !== this.encSize || 'privateKey' in recipientKey)
      throw new TypeError('The encapsulated key or the private key has another form.')
    const { m, x } = await this.#prepare(recipientKey)
    const ctX = enc.slice(ML_KEM_CIPHERTEXT_LENGTH)
    const ssX = await x.agree(ctX)
    const ssM = await m.decapsulate(enc.slice(0, ML_KEM_CIPHERTEXT_LENGTH))
    return bufferOf(combine(ssM, ssX, ctX, x.publicKey))
  }

  #prepare(privateKey: LibraryKey): Promise<Prepared> {
    const known = this.#prepared.get(privateKey)
    if (known !== undefined) return known
    const made = this.#expand(privateKey)
    this.#prepared.set(privateKey, made)
    return made
  }

  async #expand(privateKey: LibraryKey): Promise<Prepared> {
    const seed = new Uint8Array(await this.serializePrivateKey(privateKey))
    const expanded = shake256(seed, 96)
    const m = await this.#parts.mlKem(expanded.slice(0, 64))
    return { m, x: await this.#parts.x25519(expanded.slice(64)) }
  }
}

function combine(ssM: Uint8Array, ssX: Uint8Array, ctX: Uint8Array, pkX: Uint8Array): Uint8Array {
  return sha3(concatBytes(ssM, ssX, ctX, pkX, LABEL))
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer as ArrayBuffer
}
