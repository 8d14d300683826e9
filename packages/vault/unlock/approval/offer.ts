import type { Random } from '@keyward/primitives/signature'
import { VaultError } from '../../error.ts'
import { parseFields } from '../../fields.ts'
import { hpkeOpen, hpkeSeal, WRAPPING_PUBLIC_LENGTH, wrappingPublicKey } from '../../keyset/hpke.ts'
import { SecretBytes } from '../../secret-bytes.ts'
import { encodeApprovalCode } from './code.ts'
import {
  type ApprovalContext,
  approvalIds,
  encodeHandover,
  type Handover,
  type NewDevice,
} from './handover.ts'
import { answerInfo, approvalPsk, hashApprovalKey, requestInfo } from './psk.ts'
import { Unprintable } from '@keyward/primitives/unprintable'

/** A new device that has shown that it scanned the code, for the person to approve by its name. */
export interface ApprovalRequest extends NewDevice {
  /** The new device's ephemeral key. */
  readonly wrapping: Uint8Array
  readonly info: Uint8Array
}

/**
 * The signed-in device's side of an approval by code. It serves one new device, once, and can't
 * print.
 */
export class ApprovalOffer extends Unprintable {
  /** What the new device fetches: its hash is in the code. */
  readonly publicKey: Uint8Array
  readonly #context: ApprovalContext
  readonly #seed: SecretBytes
  readonly #secret: SecretBytes
  #request: ApprovalRequest | undefined
  #isUsed = false

  /** Made by `offerApproval`. */
  constructor(
    context: ApprovalContext,
    publicKey: Uint8Array,
    seed: SecretBytes,
    secret: SecretBytes,
  ) {
    super('approval offer')
    this.publicKey = publicKey
    this.#context = context
    this.#seed = seed
    this.#secret = secret
  }

  /** The text of the code to show: a secret for the two devices. */
  get code(): string {
    return encodeApprovalCode({ keyHash: hashApprovalKey(this.publicKey), secret: this.#secret })
  }

  /**
   * Reads the request of the device that scanned the code.
   *
   * @throws {VaultError} `approval.used` after one was read, `approval.refused` for a device that
   *   did not scan it, `approval.malformed`
   */
  async read(request: Uint8Array): Promise<NewDevice> {
    if (this.#request !== undefined) throw used()
    const binding = {
      info: requestInfo(this.#context, this.publicKey),
      psk: approvalPsk(this.publicKey, this.#secret),
    }
    const plaintext = await hpkeOpen(this.#seed, request, binding, {
      malformed: 'approval.malformed',
      refused: 'approval.refused',
    })
    // Another request may have been read while this one was decrypted.
    if (this.#request !== undefined) throw used()
    const names = ['deviceId', 'name', 'signing', 'wrapping']
    const fields = parseFields(plaintext, names, 'approval.malformed')
    this.#request = {
      deviceId: fields.id('deviceId'),
      name: fields.text('name', 200),
      signing: fields.bytes('signing', 32),
      wrapping: fields.bytes('wrapping', WRAPPING_PUBLIC_LENGTH),
      info: answerInfo(this.#context, request),
    }
    const { deviceId, name, signing } = this.#request
    return { deviceId, name, signing }
  }

  /**
   * Answers the device that was read, after the person approved its name and was verified.
   *
   * @throws {VaultError} `approval.used` before one was read or after it was answered
   */
  async approve(random: Random, handover: Handover): Promise<Uint8Array> {
    const request = this.#request
    if (request === undefined || this.#isUsed) throw used()
    this.#isUsed = true
    const binding = { info: request.info, psk: approvalPsk(this.publicKey, this.#secret) }
    const plaintext = encodeHandover(handover)
    return hpkeSeal(request.wrapping, plaintext, binding, random, 'approval.malformed')
  }
}

/** Makes an offer with a fresh key and a fresh one-time secret of 128 bits. */
export async function offerApproval(
  random: Random,
  context: ApprovalContext,
): Promise<ApprovalOffer> {
  approvalIds(context)
  const seed = new SecretBytes(random(32), 'approval seed')
  const publicKey = await wrappingPublicKey(seed)
  return new ApprovalOffer(context, publicKey, seed, new SecretBytes(random(16), 'approval secret'))
}

function used(): VaultError {
  return new VaultError('approval.used', 'A code serves one device, once.')
}
