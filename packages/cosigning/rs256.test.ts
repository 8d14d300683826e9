import { decode } from 'cborg'
import { describe, expect, test } from 'vitest'
import { fromBytes, inverse, modulo, power, rs256Half, toBytes } from './cases/oracle.ts'
import { plainModExp } from './cases/plain-modexp.ts'
import { assertionOf, dealOut, flipped, isGood, makePasskey } from './cases/scene.ts'
import { rsaSecret } from './cases/secrets.ts'
import { finishRs256, type ModExp, parseRs256Share, startRs256 } from './grantee.ts'
import { nodeModExp } from './modexp/node.ts'
import { answerRs256, checkRequest } from './signer.ts'

/** How many signatures are made: 50, or 1,000 in the long suites. */
const SIGNATURES = process.env['KEYWARD_LONG'] === '1' ? 1000 : 50
const POLICY = { userVerification: 'required' } as const
const dealt = dealOut(makePasskey('rs256'), 0)
const share = parseRs256Share(dealt.deal, dealt.forGrantee)
const { n: N, d, phi } = rsaSecret(dealt.pair)
const rule = (name: string) => expect.objectContaining({ name: 'CosigningError', rule: name })

const ask = (n: number, modexp: ModExp = nodeModExp): Promise<Uint8Array> => {
  const { request } = startRs256(share, assertionOf(n))
  return answerRs256(checkRequest(dealt.signer, request, POLICY), modexp)
}

async function signIn(n: number, answer?: Uint8Array, modexp = nodeModExp): Promise<Uint8Array> {
  const { pending } = startRs256(share, assertionOf(n))
  return finishRs256(pending, answer ?? (await ask(n, modexp)), modexp)
}

test(`${SIGNATURES} co-signed assertions are good for OpenSSL, and for no other message`, async () => {
  for (let n = 0; n < SIGNATURES; n += 1) {
    const signature = await signIn(n)
    expect(isGood(dealt.pair.publicKey, assertionOf(n), signature)).toBe(true)
    expect(isGood(dealt.pair.publicKey, assertionOf(n + 1), signature)).toBe(false)
  }
})

describe('held to the oracle', () => {
  const { secret: seed, dealId } = decode(dealt.forSigner) as Record<string, Uint8Array>
  const { secret: exponent } = decode(dealt.forGrantee) as Record<string, Uint8Array>
  const d1 = rs256Half(seed as Uint8Array, dealId as Uint8Array, 256)
  const d2 = fromBytes(exponent as Uint8Array)

  test("both halves add up to d modulo φ(N), and the signer's has 128 bits more than N", () => {
    expect(modulo(d1 + d2, phi)).toBe(modulo(d, phi))
    expect(d2 < phi).toBe(true)
    expect(d1 >> 2112n > 0n).toBe(true)
  })

  test('halves and signature are those of school arithmetic, with either implementation', async () => {
    const signature = await signIn(1)
    const padded = power(fromBytes(signature), 65_537n, N)
    expect(power(padded, d, N)).toBe(fromBytes(signature))
    expect(await ask(1)).toEqual(toBytes(power(padded, d1, N), 256))
    expect(await ask(1, plainModExp)).toEqual(await ask(1))
    expect(await signIn(1, undefined, plainModExp)).toEqual(signature)
  })
})

describe('a malicious server is caught before anything leaves the device', () => {
  test("flipped bits, an answer to another sign-in, another deal's half", async () => {
    const answer = await ask(1)
    const other = dealOut(dealt.pair, 0)
    const { request } = startRs256(share, assertionOf(1))
    const renamed = { ...request, dealId: other.deal.dealId }
    const foreign = await answerRs256(checkRequest(other.signer, renamed, POLICY), nodeModExp)
    const wrong = [flipped(answer, 255), flipped(answer, 100, 3), await ask(2), foreign]
    for (const half of wrong)
      await expect(signIn(1, half)).rejects.toThrow(rule('answer.signature'))
  })

  test.each([
    ['0', toBytes(0n, 256)],
    ['1', toBytes(1n, 256)],
    ['N - 1', toBytes(N - 1n, 256)],
    ['N', toBytes(N, 256)],
    ['255 bytes', new Uint8Array(255).fill(1)],
    ['257 bytes', new Uint8Array(257).fill(1)],
  ])('an answer of %s', async (_, answer) => {
    await expect(signIn(1, answer)).rejects.toThrow(rule('answer.malformed'))
  })

  test('the half that would make the signature 1', async () => {
    const own = await nodeModExp({
      base: toBytes(power(fromBytes(await signIn(1)), 65_537n, N), 256),
      exponent: (decode(dealt.forGrantee) as { secret: Uint8Array }).secret,
      modulus: toBytes(N, 256),
    })
    const undo = toBytes(inverse(fromBytes(own), N), 256)
    await expect(signIn(1, undo)).rejects.toThrow(rule('answer.signature'))
  })
})

test('a sign-in is finished once, and a checked request is answered once', async () => {
  const { request, pending } = startRs256(share, assertionOf(1))
  const checked = checkRequest(dealt.signer, request, POLICY)
  const answer = await answerRs256(checked, nodeModExp)
  await expect(answerRs256(checked, nodeModExp)).rejects.toThrow(rule('request.answered'))
  await finishRs256(pending, answer, nodeModExp)
  await expect(finishRs256(pending, answer, nodeModExp)).rejects.toThrow(rule('share.spent'))
})

test('what the port throws is passed on, and nothing is released', async () => {
  const broken: ModExp = () => {
    throw new Error('The worker is gone.')
  }
  await expect(ask(1, broken)).rejects.toThrow('The worker is gone.')
  const { pending } = startRs256(share, assertionOf(1))
  await expect(finishRs256(pending, await ask(1), broken)).rejects.toThrow('The worker is gone.')
})
