import { inspect } from 'node:util'
import { decodeBase64url, encodeBase64url, encodeHex } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WorkspaceError } from '../error.ts'
import { ANNA, CHAIN, partyOf, SECRET } from './cases/invitation-vector.ts'
import { bytesOf, deviceOf, idOf, keysOf } from './cases/scene.ts'
import {
  chainProof,
  type InvitedChain,
  type JoinerStatement,
  joinProof,
  verifyChainProof,
  verifyJoinProof,
} from './invitation.ts'
import { encodeInvitationLink, parseInvitationLink } from './invitation-link.ts'
import { InvitationSecret, makeInvitationSecret } from './invitation-secret.ts'
import { safetyNumber } from './safety-number.ts'
import { encodeSpokenCode, parseSpokenCode } from './spoken-code.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const OTHER = new InvitationSecret(bytesOf('another secret', 16))

/** What it throws, as a rule of this package; any other error comes through. */
function ruleOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof WorkspaceError) return error.rule
    throw error
  }
}

/** What Node prints of the error that it throws. */
function thrownBy(work: () => unknown): string {
  try {
    return inspect(work())
  } catch (error) {
    return inspect(error)
  }
}

describe('the secret', () => {
  test('is 16 random bytes and can not print', () => {
    const secret = makeInvitationSecret((length) => bytesOf('random', length))
    expect(secret.exportBytes()).toEqual(bytesOf('random', 16))
    const shown = [JSON.stringify({ secret }), `${secret.toString()}`, inspect({ secret })]
    for (const text of shown) expect(text).toContain('[invitation secret]')
    expect(Object.keys(secret)).toEqual([])
  })

  test('of another length is refused', () => {
    expect(ruleOf(() => new InvitationSecret(new Uint8Array(15)))).toBe('invitation.malformed')
  })
})

describe("[C113] a joiner's proof", () => {
  const proof = joinProof(SECRET, ANNA)

  test('holds for the very statement and secret', () => {
    expect(proof).toHaveLength(32)
    expect(verifyJoinProof(SECRET, ANNA, proof)).toBe(true)
    expect(verifyJoinProof(OTHER, ANNA, proof)).toBe(false)
    expect(verifyJoinProof(SECRET, ANNA, proof.slice(0, 31))).toBe(false)
  })

  const changes: readonly Partial<JoinerStatement>[] = [
    { workspaceId: idOf('x') },
    { invitationId: idOf('x') },
    { genesisHash: bytesOf('x', 32) },
    { memberId: idOf('x') },
    { memberKind: 'agent' },
    { name: 'Eve' },
    { keys: keysOf('Eve') },
    { keys: { ...ANNA.keys, wrapping: keysOf('Eve').wrapping } },
    { keys: { ...ANNA.keys, signing: keysOf('Eve').signing } },
    { device: deviceOf('x') },
    { device: { ...ANNA.device, signing: deviceOf('x').signing } },
  ]
  test.each(changes)('does not hold for another: %#', (change) => {
    expect(verifyJoinProof(SECRET, { ...ANNA, ...change }, proof)).toBe(false)
  })
})

describe("an inviter's proof of the chain", () => {
  const proof = chainProof(SECRET, CHAIN)

  test("holds for the very chain and secret, and is no joiner's proof", () => {
    expect(verifyChainProof(SECRET, CHAIN, proof)).toBe(true)
    expect(verifyChainProof(OTHER, CHAIN, proof)).toBe(false)
    expect(verifyJoinProof(SECRET, ANNA, proof)).toBe(false)
  })

  const changes: readonly Partial<InvitedChain>[] = [
    { workspaceId: idOf('x') },
    { invitationId: idOf('x') },
    { genesisHash: bytesOf('x', 32) },
    { headHash: bytesOf('x', 32) },
  ]
  test.each(changes)('does not hold for another: %#', (change) => {
    expect(verifyChainProof(SECRET, { ...CHAIN, ...change }, proof)).toBe(false)
  })
})

describe('the link', () => {
  test("property: parse ∘ encode = id, in 151 characters that a URL's fragment may hold", () => {
    fc.assert(
      fc.property(bytes(16), bytes(32), bytes(32), (secret, genesisHash, headHash) => {
        const link = { ...CHAIN, genesisHash, headHash, secret: new InvitationSecret(secret) }
        const text = encodeInvitationLink(link)
        expect(text).toMatch(/^[A-Za-z0-9_-]{151}$/)
        const { secret: parsed, ...rest } = parseInvitationLink(text)
        expect(rest).toEqual({ ...CHAIN, genesisHash, headHash })
        expect(parsed.exportBytes()).toEqual(secret)
      }),
    )
  })

  test('property: cut short, or any other text, is refused by name', () => {
    const text = encodeInvitationLink({ ...CHAIN, secret: SECRET })
    for (let length = 0; length < text.length; length += 1) {
      expect(ruleOf(() => parseInvitationLink(text.slice(0, length)))).toBe('invitation.malformed')
    }
    const refused = ['invitation.malformed', 'invitation.version']
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (other) => {
        expect(refused).toContain(ruleOf(() => parseInvitationLink(other)))
      }),
    )
  })

  test('of another version asks for that version', () => {
    const encoded = decodeBase64url(encodeInvitationLink({ ...CHAIN, secret: SECRET }))
    encoded[0] = 2
    expect(ruleOf(() => parseInvitationLink(encodeBase64url(encoded)))).toBe('invitation.version')
  })

  test('refuses hashes of another length, and errors hold nothing of the text', () => {
    const link = { ...CHAIN, headHash: new Uint8Array(31), secret: SECRET }
    expect(ruleOf(() => encodeInvitationLink(link))).toBe('invitation.malformed')
    const spoiled = `${encodeInvitationLink({ ...CHAIN, secret: SECRET }).slice(0, -1)}!`
    const thrown = thrownBy(() => parseInvitationLink(spoiled))
    expect(thrown).toContain('WorkspaceError')
    expect(thrown).not.toContain(encodeHex(SECRET.exportBytes()))
    expect(thrown).not.toContain(spoiled.slice(44, 64))
  })
})

describe('the spoken code', () => {
  test('property: parse ∘ encode = id, however it is typed', () => {
    fc.assert(
      fc.property(bytes(16), (secret) => {
        const code = encodeSpokenCode(new InvitationSecret(secret))
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{3}-){8}[0-9A-HJKMNP-TV-Z]{2}[0-9A-Z*~$=]$/)
        const typed = [
          code,
          code.toLowerCase(),
          code.replaceAll('-', ' '),
          code.replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l'),
          code.replaceAll('0', 'O').replaceAll('1', 'I'),
        ]
        for (const text of typed) expect(parseSpokenCode(text).exportBytes()).toEqual(secret)
      }),
    )
  })

  test('one wrong symbol, or two neighbours exchanged, never pass', () => {
    const plain = encodeSpokenCode(SECRET).replaceAll('-', '')
    for (let at = 0; at < plain.length; at += 1) {
      for (const symbol of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        const wrong = `${plain.slice(0, at)}${symbol}${plain.slice(at + 1)}`
        const expected = wrong === plain ? undefined : 'spoken-code.check'
        expect(ruleOf(() => parseSpokenCode(wrong))).toBe(expected)
      }
      const [one, two] = [plain.charAt(at), plain.charAt(at + 1)]
      const exchanged = `${plain.slice(0, at)}${two}${one}${plain.slice(at + 2)}`
      const passes = ruleOf(() => parseSpokenCode(exchanged)) === undefined
      expect(passes).toBe(exchanged === plain)
    }
  })

  test.each([
    '',
    '0',
    '!'.repeat(27),
    '0'.repeat(26),
    '0'.repeat(28),
    `U${'0'.repeat(26)}`,
    `${'0'.repeat(26)}!`,
  ])('%j is no code', (text) => {
    expect(ruleOf(() => parseSpokenCode(text))).toBe('spoken-code.malformed')
  })

  test('a number above 128 bits is no secret', () => {
    // The check symbol fits 2^128, so nothing but the size refuses it.
    const check = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'[Number((1n << 128n) % 37n)]
    const rule = ruleOf(() => parseSpokenCode(`8${'0'.repeat(25)}${check}`))
    expect(rule).toBe('spoken-code.check')
  })
})

describe('the safety number', () => {
  const { genesisHash } = CHAIN
  const number = safetyNumber(genesisHash, partyOf('Olga'), partyOf('Anna'))

  test('is 12 groups of 5 digits, the same from either side', () => {
    expect(number).toMatch(/^\d{5}( \d{5}){11}$/)
    expect(safetyNumber(genesisHash, partyOf('Anna'), partyOf('Olga'))).toBe(number)
  })

  const anna = partyOf('Anna')
  const eve = partyOf('Eve')
  test.each([
    ['another member', { ...anna, memberId: eve.memberId }],
    ['another wrapping key', { ...anna, keys: { ...anna.keys, wrapping: eve.keys.wrapping } }],
    ['another signing key', { ...anna, keys: { ...anna.keys, signing: eve.keys.signing } }],
    ['another epoch', { ...anna, keys: { ...anna.keys, epoch: 2 } }],
    ['another device', { ...anna, deviceSigning: eve.deviceSigning }],
  ])('[C113] differs for %s', (_, party) => {
    expect(safetyNumber(genesisHash, partyOf('Olga'), party)).not.toBe(number)
  })

  test('differs in another workspace', () => {
    expect(safetyNumber(bytesOf('x', 32), partyOf('Olga'), anna)).not.toBe(number)
  })
})
