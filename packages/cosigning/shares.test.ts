import { inspect } from 'node:util'
import { encodeHex } from '@keyward/codec'
import { decode } from 'cborg'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { seededRandom } from './cases/random.ts'
import { assertionOf, dealOut, type Kind, makePasskey } from './cases/scene.ts'
import type { DealerShare } from './dealer.ts'
import {
  type AcceptedDeal,
  type acceptDeal,
  type EddsaGranteeShare,
  type Es256Row,
  type finishEddsa,
  type finishEs256,
  parseEddsaShare,
  parseEs256Rows,
  parseRs256Share,
  type PendingEddsa,
  type PendingEs256,
  type PendingRs256,
  type Rs256GranteeShare,
  startEddsa,
  startEs256,
  startRs256,
} from './grantee.ts'
import {
  type answerEddsa,
  type answerEs256,
  type answerRs256,
  checkRequest,
  type EddsaRequest,
  type Es256Request,
  type Rs256Request,
  type SignedDeal,
  type SignerShare,
} from './signer.ts'

/** Judged by the compiler: a share that fits where another is asked for would not compile here. */
test('no share fits where another is asked for', () => {
  expectTypeOf<DealerShare>().not.toExtend<SignerShare>()
  expectTypeOf<DealerShare>().not.toExtend<Es256Row>()
  expectTypeOf<DealerShare>().not.toExtend<EddsaGranteeShare>()
  expectTypeOf<DealerShare>().not.toExtend<Rs256GranteeShare>()
  expectTypeOf<SignerShare>().not.toExtend<DealerShare>()
  expectTypeOf<SignerShare>().not.toExtend<Es256Row>()
  expectTypeOf<SignerShare>().not.toExtend<EddsaGranteeShare>()
  expectTypeOf<SignerShare>().not.toExtend<Rs256GranteeShare>()
  expectTypeOf<Es256Row>().not.toExtend<SignerShare>()
  expectTypeOf<Es256Row>().not.toExtend<EddsaGranteeShare>()
  expectTypeOf<EddsaGranteeShare>().not.toExtend<SignerShare>()
  expectTypeOf<EddsaGranteeShare>().not.toExtend<Rs256GranteeShare>()
  expectTypeOf<Rs256GranteeShare>().not.toExtend<SignerShare>()
  expectTypeOf<Rs256GranteeShare>().not.toExtend<EddsaGranteeShare>()
  expectTypeOf<Rs256GranteeShare>().not.toExtend<DealerShare>()
})

/** An object with all the members that can be seen is still no share. */
test('nothing that only looks like a share is one', () => {
  expectTypeOf<{ [Name in keyof SignerShare]: SignerShare[Name] }>().not.toExtend<SignerShare>()
  expectTypeOf<{ [Name in keyof Es256Row]: Es256Row[Name] }>().not.toExtend<Es256Row>()
  expectTypeOf<Uint8Array>().not.toExtend<SignerShare>()
  expectTypeOf<Uint8Array>().not.toExtend<Es256Row>()
})

test('pending sign-ins and requests are told apart by their algorithm', () => {
  expectTypeOf<PendingEs256>().not.toExtend<PendingEddsa>()
  expectTypeOf<PendingEddsa>().not.toExtend<PendingRs256>()
  expectTypeOf<PendingRs256>().not.toExtend<PendingEs256>()
  expectTypeOf<Es256Request>().not.toExtend<Rs256Request>()
  expectTypeOf<EddsaRequest>().not.toExtend<Rs256Request>()
  expectTypeOf<Parameters<typeof answerEs256>[0]>().not.toExtend<
    Parameters<typeof answerRs256>[0]
  >()
  expectTypeOf<Parameters<typeof answerEddsa>[0]>().not.toExtend<
    Parameters<typeof answerEs256>[0]
  >()
  expectTypeOf<Parameters<typeof finishEs256>[0]>().not.toExtend<
    Parameters<typeof finishEddsa>[0]
  >()
})

test('a grantee’s share opens under a deal that was accepted, and under no other', () => {
  expectTypeOf<SignedDeal>().not.toExtend<AcceptedDeal>()
  expectTypeOf<ReturnType<typeof acceptDeal>>().toEqualTypeOf<AcceptedDeal>()
  expectTypeOf<Parameters<typeof parseEs256Rows>[0]>().toEqualTypeOf<AcceptedDeal>()
  expectTypeOf<Parameters<typeof parseEddsaShare>[0]>().toEqualTypeOf<AcceptedDeal>()
  expectTypeOf<Parameters<typeof parseRs256Share>[0]>().toEqualTypeOf<AcceptedDeal>()
})

describe('no share, pending sign-in or checked request shows what it holds', () => {
  test.each(['es256', 'eddsa', 'rs256'] as const)('%s', (kind) => {
    const { dealer, forGrantee, forSigner, secrets } = secretsOf(kind)
    expect(forGrantee).not.toEqual(forSigner)
    for (const thing of [dealer, ...secrets.things]) {
      const shown = `${inspect(thing, { depth: 9, showHidden: true })} ${JSON.stringify(thing)} ${String(thing)}`
      for (const bytes of secrets.bytes) {
        expect(shown).not.toContain(encodeHex(bytes))
        expect(shown).not.toContain(bytes.subarray(0, 8).join(', '))
      }
      expect(JSON.stringify(thing)).toMatch(/^"\[[a-z' -]+\]"$/)
    }
  })
})

function secretsOf(kind: Kind) {
  const from = dealOut(makePasskey(kind), kind === 'es256' ? 1 : 0)
  const bytes = [from.forGrantee, from.forSigner].map((half) =>
    (decode(half) as { secret: Uint8Array }).secret.subarray(0, 32),
  )
  return { ...from, secrets: { bytes, things: [from.signer, ...granteeThings(kind, from)] } }
}

function granteeThings(kind: Kind, { deal, forGrantee, signer }: ReturnType<typeof dealOut>) {
  const policy = { userVerification: 'required' } as const
  const assertion = assertionOf(1)
  if (kind === 'es256') {
    const row = parseEs256Rows(deal, forGrantee)[0] as Es256Row
    const { request, pending } = startEs256(row, assertion)
    return [row, pending, checkRequest(signer, request, policy)]
  }
  if (kind === 'eddsa') {
    const share = parseEddsaShare(deal, forGrantee)
    const { request, pending } = startEddsa(share, assertion, seededRandom('shares'))
    return [share, pending, checkRequest(signer, request, policy)]
  }
  const share = parseRs256Share(deal, forGrantee)
  const { request, pending } = startRs256(share, assertion)
  return [share, pending, checkRequest(signer, request, policy)]
}
