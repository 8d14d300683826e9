import { type CborValue, encodeCbor } from '@keyward/codec'
import { labelledHash } from '../../digest.ts'
import { malformed, parseFields } from '../../fields.ts'
import { WRAPPING_PUBLIC_LENGTH } from '../../keyset/hpke.ts'
import { COMPARISON_COMMITMENT, COMPARISON_DIGITS, COMPARISON_TRANSCRIPT } from '../../labels.ts'
import { type ApprovalContext, approvalIds, deviceMembers, type NewDevice } from './handover.ts'

/**
 * The three messages of an approval without a camera, and what both devices make of them:
 *
 * 1. the signed-in device commits to its signing key and a nonce,
 * 2. the new device answers with its keys, its name and a nonce of its own,
 * 3. the signed-in device reveals what it committed to.
 *
 * Then both show six digits of all that was said. Whoever sits between has to fix its own keys and
 * nonces before it knows the digits, so it has one chance in a million, once.
 */
export interface Reveal {
  /** The signed-in device's signing key, 32 bytes. */
  readonly signing: Uint8Array
  /** 32 bytes. */
  readonly nonce: Uint8Array
}

/** The new device's message. */
export interface Answer {
  readonly device: NewDevice
  /** The new device's ephemeral key. */
  readonly wrapping: Uint8Array
  /** 32 bytes. */
  readonly nonce: Uint8Array
}

/** The first message, 32 bytes. */
export function commitmentOf(context: ApprovalContext, reveal: Reveal): Uint8Array {
  return labelledHash(COMPARISON_COMMITMENT, ...approvalIds(context), reveal.signing, reveal.nonce)
}

/** The second message as canonical CBOR, version 1. @throws {VaultError} `context.malformed` */
export function encodeAnswer(answer: Answer): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ...deviceMembers(answer.device),
      ['wrapping', answer.wrapping],
      ['nonce', answer.nonce],
    ]),
  )
}

/** Reads the second message. Total. @throws {VaultError} `approval.malformed` */
export function parseAnswer(bytes: Uint8Array): Answer {
  const names = ['v', 'deviceId', 'name', 'signing', 'wrapping', 'nonce']
  const fields = parseFields(bytes, names, 'approval.malformed')
  if (fields.uint('v') !== 1) throw malformed('approval.malformed', 'the version is not known')
  return {
    device: {
      deviceId: fields.id('deviceId'),
      name: fields.text('name', 200),
      signing: fields.bytes('signing', 32),
    },
    wrapping: fields.bytes('wrapping', WRAPPING_PUBLIC_LENGTH),
    nonce: fields.bytes('nonce', 32),
  }
}

/** The third message as canonical CBOR, version 1. */
export function encodeReveal(reveal: Reveal): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['signing', reveal.signing],
      ['nonce', reveal.nonce],
    ]),
  )
}

/** Reads the third message. Total. @throws {VaultError} `approval.malformed` */
export function parseReveal(bytes: Uint8Array): Reveal {
  const fields = parseFields(bytes, ['v', 'signing', 'nonce'], 'approval.malformed')
  if (fields.uint('v') !== 1) throw malformed('approval.malformed', 'the version is not known')
  return { signing: fields.bytes('signing', 32), nonce: fields.bytes('nonce', 32) }
}

/** The hash of all three messages, 32 bytes. */
export function transcriptOf(
  context: ApprovalContext,
  commitment: Uint8Array,
  answer: Uint8Array,
  reveal: Uint8Array,
): Uint8Array {
  return labelledHash(COMPARISON_TRANSCRIPT, ...approvalIds(context), commitment, answer, reveal)
}

/** The six digits that people compare. */
export function digitsOf(transcript: Uint8Array): string {
  const hash = labelledHash(COMPARISON_DIGITS, transcript)
  let number = 0
  // 48 bits modulo a million: the bias is below one in 10^8.
  for (const byte of hash.slice(0, 6)) number = number * 256 + byte
  return String(number % 1_000_000).padStart(6, '0')
}
