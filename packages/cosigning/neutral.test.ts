import { createContext, runInContext } from 'node:vm'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

/** What runs inside the empty engine: a key is dealt, signs in once with its signer, under terms. */
const ENTRY = `
import { makeDeal, signDeal } from '@keyward/cosigning/dealer'
import { acceptDeal, finishEddsa, finishEs256, parseEddsaShare, parseEs256Rows, startEddsa, startEs256 } from '@keyward/cosigning/grantee'
import { answerEddsa, answerEs256, checkRequest, parseSignerShare } from '@keyward/cosigning/signer'
import { NO_LIMITS, openTerms, refusedByLimits, signInBinding, signTerms } from '@keyward/cosigning/terms'
import { identityFromSeed } from '@keyward/primitives/identity'
import { nobleBackend } from '@keyward/primitives/signature/noble'

let counter = 0
const random = (length) => Uint8Array.from({ length }, () => (counter = (counter * 73 + 41) % 251))
const id = 'AAAAAAAAAAAAAAAAAAAAAA'
const policy = { userVerification: 'optional' }
const rpIdHash = new Uint8Array(32)
const authenticatorData = new Uint8Array(37)
authenticatorData[32] = 1
const assertion = { authenticatorData, clientDataHash: new Uint8Array(32) }

export function limited() {
  const key = identityFromSeed(new Uint8Array(32).fill(3))
  const scope = { workspaceId: id, accountId: id, memberId: id }
  const limits = { ...NO_LIMITS, signIns: 1, reason: true }
  const terms = signTerms(key, { ...scope, version: 1, limits, authorId: id, deviceId: id })
  const signers = [{ memberId: id, deviceId: id, signing: key.publicKey }]
  const opened = openTerms(terms, { ...scope, signers })
  const use = { at: 0, signInsUsed: 0, hasReason: false, isVerified: true, isApproved: false }
  return refusedByLimits(opened.limits, use) + signInBinding({ algorithm: 'RS256', dealId: id }).length
}

export function trip(algorithm) {
  const owner = identityFromSeed(new Uint8Array(32).fill(3))
  const pair = nobleBackend(random).generate(algorithm)
  const dealer = makeDeal(pair, algorithm === -7 ? 1 : 0, random)
  const sealed = dealer.exportForGrantee()
  const terms = { accountId: id, deviceId: id, rpIdHash, backup: 'none', signerId: id, signerKey: rpIdHash }
  const encoded = signDeal(owner, dealer, terms, sealed)
  const expected = { accountId: id, owners: [owner.publicKey], deviceId: id, publicKey: pair.publicKey, rpIdHash, sealed }
  const deal = acceptDeal(encoded, expected)
  const signer = parseSignerShare(deal, dealer.exportForSigner())
  if (algorithm === -7) {
    const { request, pending } = startEs256(parseEs256Rows(deal, sealed)[0], assertion)
    return finishEs256(pending, answerEs256(checkRequest(signer, request, policy))).length
  }
  const { request, pending } = startEddsa(parseEddsaShare(deal, sealed), assertion, random)
  return finishEddsa(pending, answerEddsa(checkRequest(signer, request, policy), random)).length
}
`

test('co-signing works in an engine that has nothing but the language', async () => {
  const bundle = await rolldown({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? `${import.meta.dirname}/entry.js` : null),
        load: (id) => (id.endsWith('/entry.js') ? ENTRY : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'keyward' })
  const engine = createContext({})
  for (const name of ['crypto', 'TextEncoder', 'setTimeout', 'URL', 'process'])
    expect(runInContext(`typeof ${name}`, engine)).toBe('undefined')
  // Hours alone need the engine's time zones.
  runInContext('delete globalThis.Intl', engine)
  runInContext(output[0].code, engine)
  expect(runInContext('keyward.trip(-7)', engine)).toBeGreaterThan(66)
  expect(runInContext('keyward.trip(-8)', engine)).toBe(64)
  expect(runInContext('keyward.limited()', engine)).toBe('limit.reason32')
})
