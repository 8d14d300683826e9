import { createPublicKey, verify } from 'node:crypto'
import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import {
  type Assertion,
  finishEddsa,
  finishEs256,
  finishRs256,
  parseEddsaShare,
  parseEs256Row,
  parseEs256Rows,
  parseRs256Share,
  type SigningRequest,
  startEddsa,
  startEs256,
  startRs256,
} from '@keyward/cosigning/grantee'
import { nodeModExp } from '@keyward/cosigning/modexp/node'
import { EDDSA, encodeSpki, type PublicKey } from '@keyward/primitives/keys'
import type { Cosigned } from '@keyward/protocol'
import type { RouteRequest } from '@keyward/protocol/routes'
import { RP_ID, sha256, type TestDeal } from './deals.ts'
import type { Answered } from './device.ts'
import { random } from './keys.ts'
import type { TestMember } from './workspace.ts'

/** UP, UV, BE and BS. */
const FLAGS = 0x1d

export type CosignBody = RouteRequest<'cosign'>

/** A sign-in at the deal's site, told from others by its name. */
export function assertionOf(name: string, flags: number = FLAGS, rpId: string = RP_ID): Assertion {
  const authenticatorData = new Uint8Array(37)
  authenticatorData.set(sha256(rpId))
  authenticatorData[32] = flags
  return { authenticatorData, clientDataHash: sha256(`client data of ${name}`) }
}

/** One sign-in under way: what is sent, and what is made of the answer. */
export interface StartedSignIn {
  readonly body: CosignBody
  readonly assertion: Assertion
  finish(answer: Cosigned): Promise<Uint8Array>
}

/** Begins a sign-in as the grantee's device does, with this row of the deal where it has rows. */
export function startSignIn(
  { accepted, opened }: TestDeal,
  assertion: Assertion,
  index = 0,
): StartedSignIn {
  const { publicKey } = accepted
  if ('y' in publicKey) {
    const bytes = parseEs256Rows(accepted, opened)[index]?.exportBytes() ?? new Uint8Array()
    const row = parseEs256Row(accepted, index, bytes)
    const { request, pending } = startEs256(row, assertion)
    return {
      ...sent(request, assertion),
      finish: async (answer) => finishEs256(pending, halfOf(answer)),
    }
  }
  if ('n' in publicKey) {
    const { request, pending } = startRs256(parseRs256Share(accepted, opened), assertion)
    return {
      ...sent(request, assertion),
      finish: (answer) => finishRs256(pending, halfOf(answer), nodeModExp),
    }
  }
  const { request, pending } = startEddsa(parseEddsaShare(accepted, opened), assertion, random)
  return {
    ...sent(request, assertion),
    finish: async (answer) => finishEddsa(pending, halfOf(answer)),
  }
}

function sent(request: SigningRequest, assertion: Assertion) {
  return { body: bodyOf(request), assertion }
}

function bodyOf(request: SigningRequest): CosignBody {
  const more = { sealedReason: null, approvalId: null }
  const assertion = {
    authenticatorData: encodeBase64url(request.authenticatorData),
    clientDataHash: encodeBase64url(request.clientDataHash),
  }
  if (request.algorithm === 'ES256') {
    const { algorithm, index, r, tag } = request
    const part = { algorithm, index, r: encodeBase64url(r), tag: encodeBase64url(tag) }
    return { ...assertion, ...more, request: part }
  }
  if (request.algorithm === 'RS256')
    return { ...assertion, ...more, request: { algorithm: 'RS256' } }
  const { algorithm, d, e } = request
  const part = { algorithm, d: encodeBase64url(d), e: encodeBase64url(e) }
  return { ...assertion, ...more, request: part }
}

function halfOf(answer: Cosigned): Uint8Array {
  if (answer.algorithm !== 'EdDSA') return decodeBase64url(answer.half)
  return Uint8Array.from([...decodeBase64url(answer.r1), ...decodeBase64url(answer.s1)])
}

/** Asks for the signer's half, whatever comes of it. */
export function askCosign(
  by: TestMember,
  { dealId }: Pick<TestDeal, 'dealId'>,
  body: CosignBody,
): Promise<Answered<'cosign'>> {
  return by.device.ask('cosign', { params: { dealId }, body })
}

/** A whole sign-in. Returns the signature. @throws {Error} with the refusal */
export async function signInWith(
  by: TestMember,
  deal: TestDeal,
  name: string,
  index = 0,
): Promise<{ readonly assertion: Assertion; readonly signature: Uint8Array }> {
  const { body, assertion, finish } = startSignIn(deal, assertionOf(name), index)
  const answer = await by.device.must('cosign', { params: { dealId: deal.dealId }, body })
  return { assertion, signature: await finish(answer) }
}

/** How a sign-in went: `ok`, or the refusal's code with its rule. */
export async function outcomeOf(
  by: TestMember,
  deal: TestDeal,
  name: string,
  index = 0,
  change: Partial<CosignBody> = {},
): Promise<string> {
  const { body } = startSignIn(deal, assertionOf(name), index)
  return told(await askCosign(by, deal, { ...body, ...change }))
}

export function told({ status, body }: Answered<'cosign'>): string {
  if (status === 200) return 'ok'
  return body.rule === undefined ? String(body.code) : `${body.code} ${body.rule}`
}

/** Judged by OpenSSL, which is told nothing but the public key. */
export function isGood(key: PublicKey, assertion: Assertion, signature: Uint8Array): boolean {
  const spki = createPublicKey({ key: Buffer.from(encodeSpki(key)), format: 'der', type: 'spki' })
  const hash = key.algorithm === EDDSA ? null : 'sha256'
  const message = Buffer.concat([assertion.authenticatorData, assertion.clientDataHash])
  return verify(hash, message, spki, signature)
}
