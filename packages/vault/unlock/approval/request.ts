import { type CborValue, encodeCbor, equalBytes } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import { VaultError } from '../../error.ts'
import { hpkeOpen, hpkeSeal, wrappingPublicKey } from '../../keyset/hpke.ts'
import { SecretBytes } from '../../secret-bytes.ts'
import type { ApprovalCode } from './code.ts'
import {
  type ApprovalContext,
  deviceMembers,
  type Handover,
  type NewDevice,
  parseHandover,
} from './handover.ts'
import { answerInfo, approvalPsk, hashApprovalKey, requestInfo } from './psk.ts'
import { Unprintable } from '@keyward/primitives/unprintable'

/** The new device's side of an approval by code, between its request and the answer. It can't print. */
export class PendingApproval extends Unprintable {
  /** For the signed-in device, by way of the server. */
  readonly request: Uint8Array
  readonly #seed: SecretBytes
  readonly #info: Uint8Array
  readonly #psk: { readonly id: Uint8Array; readonly key: Uint8Array }

  /** Made by `requestApproval`. */
  constructor(
    request: Uint8Array,
    seed: SecretBytes,
    info: Uint8Array,
    psk: { readonly id: Uint8Array; readonly key: Uint8Array },
  ) {
    super('pending approval')
    this.request = request
    this.#seed = seed
    this.#info = info
    this.#psk = psk
  }

  /**
   * Opens the answer. Only the device that showed the code can have made it.
   *
   * @throws {VaultError} `approval.refused`, `approval.malformed`
   */
  async accept(answer: Uint8Array): Promise<Handover> {
    const binding = { info: this.#info, psk: this.#psk }
    const plaintext = await hpkeOpen(this.#seed, answer, binding, {
      malformed: 'approval.malformed',
      refused: 'approval.refused',
    })
    return parseHandover(plaintext)
  }
}

/**
 * Asks the device whose code was scanned.
 *
 * @param offeredKey that device's ephemeral key, as the server handed it out
 * @throws {VaultError} `approval.key-hash` when it is not the key of the code; `context.malformed`
 */
export async function requestApproval(
  random: Random,
  context: ApprovalContext,
  code: ApprovalCode,
  offeredKey: Uint8Array,
  device: NewDevice,
): Promise<PendingApproval> {
  if (!equalBytes(hashApprovalKey(offeredKey), code.keyHash))
    throw new VaultError('approval.key-hash', 'The key is not the one of the scanned code.')
  const seed = new SecretBytes(random(32), 'approval seed')
  const wrapping = await wrappingPublicKey(seed)
  const members = new Map<string, CborValue>([...deviceMembers(device), ['wrapping', wrapping]])
  const psk = approvalPsk(offeredKey, code.secret)
  const info = requestInfo(context, offeredKey)
  const request = await hpkeSeal(
    offeredKey,
    encodeCbor(members),
    { info, psk },
    random,
    'approval.malformed',
  )
  return new PendingApproval(request, seed, answerInfo(context, request), psk)
}
