import { Refusal } from '../errors.ts'
import type { CeremonySettings } from '../store/records.ts'

/** The COSE algorithms that Perch verifies, by the names that developers know. */
export const algorithmNames: Record<number, string> = {
  [-7]: 'ES256',
  [-8]: 'EdDSA',
  [-257]: 'RS256',
}

export const userVerifications = ['required', 'preferred', 'discouraged'] as const
export const attestations = ['none', 'direct'] as const

/** A passkey is all that Perch asks for, so the person behind it is verified unless told otherwise. */
export const defaultSettings: CeremonySettings = {
  algorithms: [-7, -8, -257],
  userVerification: 'required',
  attestation: 'none',
  prf: false,
}

/**
 * Reads settings that a page or program sent. Members that are absent keep their current value.
 * @throws {Refusal} `invalid_request`, naming the member
 */
export function parseSettings(value: unknown, current: CeremonySettings): CeremonySettings {
  if (value === undefined) return current
  if (typeof value !== 'object' || value === null) throw invalid('settings', 'an object')
  const sent = value as Record<string, unknown>
  return {
    algorithms: parseAlgorithms(sent['algorithms'], current.algorithms),
    userVerification: oneOf(
      'userVerification',
      sent['userVerification'],
      userVerifications,
      current.userVerification,
    ),
    attestation: oneOf('attestation', sent['attestation'], attestations, current.attestation),
    prf: parseFlag('prf', sent['prf'], current.prf),
  }
}

function parseAlgorithms(value: unknown, current: number[]): number[] {
  if (value === undefined) return current
  if (!Array.isArray(value) || value.length === 0 || !value.every(isAlgorithm)) {
    throw invalid('algorithms', 'a list of -7 (ES256), -8 (EdDSA) and -257 (RS256)')
  }
  return [...new Set(value)]
}

function isAlgorithm(value: unknown): value is number {
  return typeof value === 'number' && Object.hasOwn(algorithmNames, value)
}

function oneOf<T extends string>(
  name: string,
  value: unknown,
  choices: readonly T[],
  current: T,
): T {
  if (value === undefined) return current
  const found = choices.find((each) => each === value)
  if (found === undefined) throw invalid(name, choices.join(' or '))
  return found
}

function parseFlag(name: string, value: unknown, current: boolean): boolean {
  if (value === undefined) return current
  if (typeof value !== 'boolean') throw invalid(name, 'true or false')
  return value
}

function invalid(name: string, expected: string): Refusal {
  return new Refusal('invalid_request', `The ceremony setting "${name}" must be ${expected}.`)
}
