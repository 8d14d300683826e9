import { decodeHex, encodeHex } from '@keyward/codec'
import { importPrivateKey, type KeyPair } from '@keyward/primitives/keys'
import {
  finishEddsa,
  finishEs256,
  finishRs256,
  parseEddsaShare,
  parseEs256Rows,
  parseRs256Share,
  startEddsa,
  startEs256,
  startRs256,
} from '../grantee.ts'
import { nodeModExp } from '../modexp/node.ts'
import { answerEddsa, answerEs256, answerRs256, checkRequest, hashDeal } from '../signer.ts'
import keys from '../vectors/keys.json' with { type: 'json' }
import { seededRandom } from './random.ts'
import { assertionOf, dealOut, type Kind } from './scene.ts'

/** Keys that were made once, as PKCS#8, for these vectors alone. */
export const FROZEN_PAIRS: Readonly<Record<Kind, KeyPair>> = {
  es256: importPrivateKey(decodeHex(keys.es256)),
  eddsa: importPrivateKey(decodeHex(keys.eddsa)),
  rs256: importPrivateKey(decodeHex(keys.rs256)),
}

/** One whole sign-in in hexadecimal: the same in every version, as everything random is fixed. */
export interface FrozenSignIn {
  readonly deal: string
  readonly dealHash: string
  readonly forSigner: string
  readonly forGrantee: string
  readonly request: Readonly<Record<string, string | number>>
  readonly answer: string
  readonly signature: string
}

const POLICY = { userVerification: 'required' } as const
const assertion = assertionOf(0)

/** Deals a frozen key and signs in once, with everything random fixed. */
export async function makeFrozen(kind: Kind): Promise<FrozenSignIn> {
  const random = seededRandom(`frozen ${kind}`)
  const dealt = dealOut(FROZEN_PAIRS[kind], kind === 'es256' ? 3 : 0, { source: random })
  const { request, answer, signature } = await signIn[kind](dealt, random)
  return {
    deal: encodeHex(dealt.encoded),
    dealHash: encodeHex(hashDeal(dealt.encoded)),
    forSigner: encodeHex(dealt.forSigner),
    forGrantee: encodeHex(dealt.forGrantee),
    request: Object.fromEntries(
      Object.entries(request).map(([name, value]) => [
        name,
        value instanceof Uint8Array ? encodeHex(value) : (value as string | number),
      ]),
    ),
    answer: encodeHex(answer),
    signature: encodeHex(signature),
  }
}

interface SignIn {
  readonly request: object
  readonly answer: Uint8Array
  readonly signature: Uint8Array
}

type Run = (
  dealt: ReturnType<typeof dealOut>,
  random: ReturnType<typeof seededRandom>,
) => SignIn | Promise<SignIn>

const signIn: Readonly<Record<Kind, Run>> = {
  es256({ deal, forGrantee, signer }) {
    const row = parseEs256Rows(deal, forGrantee)[2]
    if (row === undefined) throw new Error('There is no such row.')
    const { request, pending } = startEs256(row, assertion)
    const answer = answerEs256(checkRequest(signer, request, POLICY))
    return { request, answer, signature: finishEs256(pending, answer) }
  },
  eddsa({ deal, forGrantee, signer }, random) {
    const { request, pending } = startEddsa(parseEddsaShare(deal, forGrantee), assertion, random)
    const answer = answerEddsa(checkRequest(signer, request, POLICY), random)
    return { request, answer, signature: finishEddsa(pending, answer) }
  },
  async rs256({ deal, forGrantee, signer }) {
    const { request, pending } = startRs256(parseRs256Share(deal, forGrantee), assertion)
    const answer = await answerRs256(checkRequest(signer, request, POLICY), nodeModExp)
    return { request, answer, signature: await finishRs256(pending, answer, nodeModExp) }
  },
}
