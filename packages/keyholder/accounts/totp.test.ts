import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveTimedCode, type TotpParameters } from './totp.ts'

/** RFC 6238, appendix B: the seeds are the digits 1 to 0 repeated, 20, 32 and 64 bytes. */
const SEEDS = {
  SHA1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  SHA256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
  SHA512:
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' +
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA',
} as const

const VECTORS = [
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
] as const

const parameters = (algorithm: TotpParameters['algorithm'], digits = 8): TotpParameters => ({
  secret: SEEDS[algorithm],
  algorithm,
  digits,
  period: 30,
})

describe('one-time codes', () => {
  test.each(VECTORS)('are those of RFC 6238 at second %d', (second, sha1, sha256, sha512) => {
    const at = second * 1000
    expect(deriveTimedCode(parameters('SHA1'), at).code).toBe(sha1)
    expect(deriveTimedCode(parameters('SHA256'), at).code).toBe(sha256)
    expect(deriveTimedCode(parameters('SHA512'), at).code).toBe(sha512)
  })

  test('last until the end of their period, and not a millisecond longer', () => {
    const { code, expiresAt } = deriveTimedCode(parameters('SHA1'), 59_000)
    expect(expiresAt).toBe(60_000)
    expect(deriveTimedCode(parameters('SHA1'), 59_999).code).toBe(code)
    expect(deriveTimedCode(parameters('SHA1'), 60_000).code).not.toBe(code)
  })

  test('have their number of digits, whatever the secret and the time', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z2-7]{1,64}$/),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 86_400 }),
        fc.integer({ min: -1, max: 8_640_000_000_000_000 }),
        (secret, digits, period, at) => {
          const made = deriveTimedCode({ secret, algorithm: 'SHA1', digits, period }, at)
          expect(made.code).toMatch(new RegExp(`^\\d{${digits}}$`))
          expect(made.expiresAt).toBeGreaterThan(at)
        },
      ),
    )
  })
})
