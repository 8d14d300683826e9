import { createHash } from 'node:crypto'
import { type CborValue, encodeBase64url, encodeCbor } from '@keyward/codec'
import type { PublicKey } from '@keyward/primitives/keys'
import { judgeAssertion } from '@keyward/testkit'
import { decode } from 'cborg'
import { describe, expect, test } from 'vitest'
import { seededRandom } from './cases/random.ts'
import { assertionOf, type Dealt, dealOut, isGood, type Kind, makePasskey } from './cases/scene.ts'
import {
  type Assertion,
  finishEddsa,
  finishEs256,
  finishRs256,
  parseEddsaShare,
  parseEs256Row,
  parseRs256Share,
  startEddsa,
  startEs256,
  startRs256,
} from './grantee.ts'
import { nodeModExp } from './modexp/node.ts'
import { answerEddsa, answerEs256, answerRs256, checkRequest } from './signer.ts'

/** Sign-ins with each algorithm: 50, or 1,000 in the long suites. */
const SIGN_INS = process.env['KEYWARD_LONG'] === '1' ? 1000 : 50
const POLICY = { userVerification: 'required' } as const
const SITE = { rpId: 'perch.example', origin: 'https://perch.example' }
const ID = encodeBase64url(new Uint8Array(16).fill(9))
const random = seededRandom('relying party')

/** One sign-in, with whatever a deal of this kind has: the signature as the site gets it. */
const SIGN: Readonly<
  Record<Kind, (dealt: Dealt, n: number, of: Assertion) => Promise<Uint8Array>>
> = {
  async es256({ deal, forGrantee, signer }, n, assertion) {
    const { secret } = decode(forGrantee) as { secret: Uint8Array }
    const row = parseEs256Row(deal, n, secret.slice(n * 112, (n + 1) * 112))
    const { request, pending } = startEs256(row, assertion)
    return finishEs256(pending, answerEs256(checkRequest(signer, request, POLICY)))
  },
  async eddsa({ deal, forGrantee, signer }, _n, assertion) {
    const share = parseEddsaShare(deal, forGrantee)
    const { request, pending } = startEddsa(share, assertion, random)
    return finishEddsa(pending, answerEddsa(checkRequest(signer, request, POLICY), random))
  },
  async rs256({ deal, forGrantee, signer }, _n, assertion) {
    const { request, pending } = startRs256(parseRs256Share(deal, forGrantee), assertion)
    const answer = await answerRs256(checkRequest(signer, request, POLICY), nodeModExp)
    return finishRs256(pending, answer, nodeModExp)
  },
}

/** As a COSE_Key (RFC 9052 section 7), as the site has kept it. */
function coseKey(key: PublicKey): Uint8Array<ArrayBuffer> {
  const numbers: readonly (readonly [number, CborValue])[] =
    'y' in key
      ? [
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, key.x],
          [-3, key.y],
        ]
      : 'x' in key
        ? [
            [1, 1],
            [3, -8],
            [-1, 6],
            [-2, key.x],
          ]
        : [
            [1, 3],
            [3, -257],
            [-1, key.n],
            [-2, key.e],
          ]
  return Uint8Array.from(encodeCbor(new Map(numbers)))
}

/** A request of the site, and what a device answers to it but for the signature. */
function askedBySite(n: number) {
  const challenge = encodeBase64url(createHash('sha256').update(`site ${n}`).digest())
  const data = { type: 'webauthn.get', challenge, origin: SITE.origin, crossOrigin: false }
  const clientDataJSON = Buffer.from(JSON.stringify(data))
  const clientDataHash = Uint8Array.from(createHash('sha256').update(clientDataJSON).digest())
  const { authenticatorData } = assertionOf(n)
  return { challenge, clientDataJSON, assertion: { authenticatorData, clientDataHash } }
}

describe.each(['es256', 'eddsa', 'rs256'] as const)('%s', (kind) => {
  test(`${SIGN_INS} co-signed sign-ins are good for @simplewebauthn/server and for OpenSSL`, async () => {
    const dealt = dealOut(makePasskey(kind), kind === 'es256' ? SIGN_INS : 0)
    const { publicKey } = dealt.pair
    const passkey = { id: ID, publicKey: coseKey(publicKey), counter: 0 }
    const expected = { ...SITE, requireUserVerification: true }
    for (let n = 0; n < SIGN_INS; n += 1) {
      const { challenge, clientDataJSON, assertion } = askedBySite(n)
      const signature = await SIGN[kind](dealt, n, assertion)
      expect(isGood(publicKey, assertion, signature)).toBe(true)
      const response: Parameters<typeof judgeAssertion>[0] = {
        id: ID,
        rawId: ID,
        type: 'public-key',
        authenticatorAttachment: 'platform',
        clientExtensionResults: {},
        response: {
          clientDataJSON: encodeBase64url(clientDataJSON),
          authenticatorData: encodeBase64url(assertion.authenticatorData),
          signature: encodeBase64url(signature),
          userHandle: ID,
        },
      }
      const judged = await judgeAssertion(response, challenge, passkey, expected)
      expect(judged).toEqual({ counter: 0, userVerified: true })
    }
  })
})
