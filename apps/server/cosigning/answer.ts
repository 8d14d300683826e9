import {
  answerEddsa,
  answerEs256,
  answerRs256,
  type AssertionPolicy,
  type CheckedRequest,
  checkRequest,
  type EddsaRequest,
  type Es256Request,
  type ModExp,
  type Rs256Request,
  type SignerShare,
  type SigningRequest,
} from '@keyward/cosigning/signer'
import type { Random } from '@keyward/primitives/signature'
import type { Cosigned } from '@keyward/protocol'
import { textOf } from '../auth/text.ts'

/** A request that was checked and can be answered once. */
export interface Answerable {
  /** The very bytes that will be signed: 37 of authenticator data, 32 of the client data's hash. */
  readonly message: Uint8Array
  answer(): Promise<Cosigned>
}

/** What answering takes besides the share. */
export interface Means {
  readonly random: Random
  readonly power: ModExp
}

/** @throws {CosigningError} `request.*`, `assertion.*` */
export function checkForAnswer(
  share: SignerShare,
  request: SigningRequest,
  policy: AssertionPolicy,
  means: Means,
): Answerable {
  if (request.algorithm === 'ES256')
    return answerable(checkRequest(share, request, policy), es256Answer)
  if (request.algorithm === 'EdDSA')
    return answerable(checkRequest(share, request, policy), (checked) =>
      eddsaAnswer(checked, means.random),
    )
  return answerable(checkRequest(share, request, policy), (checked) =>
    rs256Answer(checked, means.power),
  )
}

function answerable<R extends SigningRequest>(
  checked: CheckedRequest<R>,
  answer: (checked: CheckedRequest<R>) => Promise<Cosigned>,
): Answerable {
  return { message: checked.message, answer: () => answer(checked) }
}

async function es256Answer(checked: CheckedRequest<Es256Request>): Promise<Cosigned> {
  return { algorithm: 'ES256', half: textOf(answerEs256(checked)) }
}

async function eddsaAnswer(
  checked: CheckedRequest<EddsaRequest>,
  random: Random,
): Promise<Cosigned> {
  const half = answerEddsa(checked, random)
  return {
    algorithm: 'EdDSA',
    r1: textOf(half.subarray(0, 32)),
    s1: textOf(half.subarray(32)),
  }
}

async function rs256Answer(
  checked: CheckedRequest<Rs256Request>,
  power: ModExp,
): Promise<Cosigned> {
  return { algorithm: 'RS256', half: textOf(await answerRs256(checked, power)) }
}
