import { WorkspaceError } from '../error.ts'
import { InvitationSecret } from './invitation-secret.ts'

/** Crockford's base 32, and the five symbols more that a check symbol can be. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'
const SECRET_SYMBOLS = 26

/**
 * The secret of an invitation for reading aloud: 26 symbols of Crockford's base 32 with his check
 * symbol (modulo 37), in nine groups of three. It says nothing of the chain: the joiner checks that
 * by `verifyChainProof`.
 */
export function encodeSpokenCode(secret: InvitationSecret): string {
  let number = 0n
  for (const byte of secret.exportBytes()) number = (number << 8n) | BigInt(byte)
  const check = Number(number % 37n)
  const digits: number[] = []
  for (let i = 0; i < SECRET_SYMBOLS; i += 1) {
    digits.unshift(Number(number & 31n))
    number >>= 5n
  }
  const text = [...digits, check].map((digit) => SYMBOLS[digit]).join('')
  return (text.match(/.{3}/g) ?? []).join('-')
}

/**
 * Reads a spoken code as people type it: in either case, with hyphens and spaces or without, O for
 * 0, and I or L for 1. One wrong symbol, or two neighbours exchanged, never pass.
 *
 * @throws {WorkspaceError} `spoken-code.malformed` when it can be no code, `spoken-code.check` when
 *   it was misread or mistyped
 */
export function parseSpokenCode(text: string): InvitationSecret {
  const plain = text
    .replaceAll(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  const digits = Array.from(plain, (symbol) => SYMBOLS.indexOf(symbol))
  const check = digits.pop()
  if (digits.length !== SECRET_SYMBOLS || check === undefined || check < 0) throw malformed()
  let number = 0n
  for (const digit of digits) {
    if (digit < 0 || digit > 31) throw malformed()
    number = (number << 5n) | BigInt(digit)
  }
  if (number >> 128n !== 0n || number % 37n !== BigInt(check)) {
    throw new WorkspaceError('spoken-code.check', 'The code was misread or mistyped.')
  }
  return new InvitationSecret(
    Uint8Array.from({ length: 16 }, (_, i) => Number((number >> BigInt(8 * (15 - i))) & 255n)),
  )
}

function malformed(): WorkspaceError {
  return new WorkspaceError(
    'spoken-code.malformed',
    'A code has 27 letters and digits; U and the signs *, ~, $ and = can stand last only.',
  )
}
