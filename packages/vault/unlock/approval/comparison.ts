import { type CborValue, encodeCbor, equalBytes } from '@keyward/codec'
import { type IdentityKey, signStatement, verifyStatement } from '@keyward/primitives/identity'
import type { Random } from '@keyward/primitives/signature'
import { VaultError } from '../../error.ts'
import { malformed, parseFields } from '../../fields.ts'
import { hpkeOpen, hpkeSeal, wrappingPublicKey } from '../../keyset/hpke.ts'
import { COMPARISON_ANSWER } from '../../labels.ts'
import { SecretBytes } from '../../secret-bytes.ts'
import {
  commitmentOf,
  digitsOf,
  encodeAnswer,
  encodeReveal,
  parseAnswer,
  parseReveal,
  type Reveal,
  transcriptOf,
} from './compare.ts'
import {
  type ApprovalContext,
  encodeHandover,
  type Handover,
  type NewDevice,
  parseHandover,
} from './handover.ts'

/** The signed-in device, before its reveal. */
export interface CommittedComparison {
  /** The first message. */
  readonly commitment: Uint8Array
  /** Takes the second message, once, and gives the third. @throws {VaultError} `approval.used`, `approval.malformed` */
  reveal(answer: Uint8Array): {
    readonly reveal: Uint8Array
    readonly digits: string
    readonly device: NewDevice
    /** Hands over, once, after the person said that the digits agree. @throws {VaultError} `approval.used` */
    approve(random: Random, handover: Handover): Promise<Uint8Array>
  }
}

/** The new device, before the reveal. */
export interface AnsweredComparison {
  /** The second message. */
  readonly answer: Uint8Array
  /** Takes the third message, once. @throws {VaultError} `approval.used`, `approval.commitment`, `approval.malformed` */
  check(reveal: Uint8Array): {
    readonly digits: string
    /** Opens the handover. @throws {VaultError} `approval.refused`, `approval.malformed` */
    accept(handover: Uint8Array): Promise<Handover>
  }
}

/** Starts a comparison on the signed-in device. @throws {VaultError} `context.malformed` */
export function commitComparison(
  random: Random,
  context: ApprovalContext,
  deviceKey: IdentityKey,
): CommittedComparison {
  const own: Reveal = { signing: deviceKey.publicKey, nonce: random(32) }
  const commitment = commitmentOf(context, own)
  const takeReveal = once()
  return {
    commitment,
    reveal(answerBytes) {
      const answer = parseAnswer(answerBytes)
      takeReveal()
      const reveal = encodeReveal(own)
      const transcript = transcriptOf(context, commitment, answerBytes, reveal)
      const takeApproval = once()
      return {
        reveal,
        digits: digitsOf(transcript),
        device: answer.device,
        async approve(randomness, handover) {
          takeApproval()
          const info = encodeCbor([COMPARISON_ANSWER, transcript])
          const plaintext = encodeHandover(handover)
          const sealed = await hpkeSeal(
            answer.wrapping,
            plaintext,
            { info },
            randomness,
            'approval.malformed',
          )
          const statement = statementOf(transcript, sealed)
          const signature = signStatement(deviceKey, COMPARISON_ANSWER, statement)
          return encodeCbor(
            new Map<string, CborValue>([
              ['v', 1],
              ['sealed', sealed],
              ['signature', signature],
            ]),
          )
        },
      }
    },
  }
}

/** Answers a commitment on the new device. @throws {VaultError} `context.malformed`, `approval.malformed` */
export async function answerComparison(
  random: Random,
  context: ApprovalContext,
  commitment: Uint8Array,
  device: NewDevice,
): Promise<AnsweredComparison> {
  if (commitment.length !== 32) throw malformed('approval.malformed', 'a commitment has 32 bytes')
  const seed = new SecretBytes(random(32), 'approval seed')
  const wrapping = await wrappingPublicKey(seed)
  const answer = encodeAnswer({ device, wrapping, nonce: random(32) })
  const takeReveal = once()
  return {
    answer,
    check(revealBytes) {
      const reveal = parseReveal(revealBytes)
      takeReveal()
      if (!equalBytes(commitmentOf(context, reveal), commitment))
        throw new VaultError(
          'approval.commitment',
          'The other device shows other keys than it fixed.',
        )
      const transcript = transcriptOf(context, commitment, answer, revealBytes)
      return {
        digits: digitsOf(transcript),
        accept: (handover) => acceptHandover(seed, reveal.signing, transcript, handover),
      }
    },
  }
}

async function acceptHandover(
  seed: SecretBytes,
  signing: Uint8Array,
  transcript: Uint8Array,
  handover: Uint8Array,
): Promise<Handover> {
  const rules = { malformed: 'approval.malformed', refused: 'approval.refused' } as const
  const fields = parseFields(handover, ['v', 'sealed', 'signature'], rules.malformed)
  if (fields.uint('v') !== 1) throw malformed(rules.malformed, 'the version is not known')
  const sealed = fields.bytes('sealed')
  const statement = statementOf(transcript, sealed)
  if (!verifyStatement(signing, COMPARISON_ANSWER, statement, fields.bytes('signature', 64)))
    throw new VaultError(rules.refused, 'The answer is not of the device that was compared.')
  const info = encodeCbor([COMPARISON_ANSWER, transcript])
  return parseHandover(await hpkeOpen(seed, sealed, { info }, rules))
}

function statementOf(transcript: Uint8Array, sealed: Uint8Array): ReadonlyMap<string, CborValue> {
  return new Map([
    ['transcript', transcript],
    ['sealed', sealed],
  ])
}

/** One attempt: a second call throws. */
function once(): () => void {
  let isTaken = false
  return () => {
    if (isTaken) throw new VaultError('approval.used', 'A comparison has one attempt.')
    isTaken = true
  }
}
