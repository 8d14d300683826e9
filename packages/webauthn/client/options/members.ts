import type { Intake } from './intake.ts'
import type { CredentialDescriptor, UserVerificationRequirement } from './types.ts'
import { requireMember, toDictionary, toDomString, toSequence } from './webidl.ts'

/** A descriptor as given: its type may be one that nobody knows. */
export interface DescriptorAsGiven {
  readonly type: string
  readonly id: Uint8Array
  readonly transports: readonly string[]
}

/** `sequence<DOMString>` with default []. */
export function readStrings(value: unknown, what: string, intake: Intake): string[] {
  if (value === undefined) return []
  return toSequence(value, what, (item, itemName) => toDomString(item, itemName, intake.budget))
}

/**
 * The value when it is one of the known ones, else undefined: Level 3 makes enumerations of plain
 * strings, so that a site may name values that a client does not know yet (section 2.1.1).
 */
export function readKnown<T extends string>(
  value: unknown,
  known: readonly T[],
  what: string,
  intake: Intake,
): T | undefined {
  if (value === undefined) return undefined
  const text = toDomString(value, what, intake.budget)
  return known.find((name) => name === text)
}

/** WebAuthn Level 3, section 5.8.6: unknown values count as absent, absent is `preferred`. */
export function readUserVerification(
  value: unknown,
  what: string,
  intake: Intake,
): UserVerificationRequirement {
  const known = ['required', 'preferred', 'discouraged'] as const
  return readKnown(value, known, what, intake) ?? 'preferred'
}

/** `sequence<PublicKeyCredentialDescriptor>` with default []; section 5.8.3. */
export function readDescriptors(value: unknown, what: string, intake: Intake): DescriptorAsGiven[] {
  if (value === undefined) return []
  return toSequence(value, what, (item, itemName) => {
    const read = toDictionary(item, itemName)
    const id = intake.bytes(requireMember(read('id'), `${itemName}.id`), `${itemName}.id`)
    const transports = readStrings(read('transports'), `${itemName}.transports`, intake)
    const typeName = `${itemName}.type`
    const type = toDomString(requireMember(read('type'), typeName), typeName, intake.budget)
    return { type, id, transports }
  })
}

/** Descriptors of an unknown type are ignored. */
export function knownDescriptors(given: readonly DescriptorAsGiven[]): CredentialDescriptor[] {
  return given.filter(
    (descriptor): descriptor is CredentialDescriptor => descriptor.type === 'public-key',
  )
}
