import { equalBytes } from '@keyward/codec'
import { type Assertion, messageOf } from '../assertion/assertion.ts'
import type { Deal } from '../deal/deal.ts'
import { CosigningError, type CosigningRule } from '../error.ts'

/** The bits of the flags byte (WebAuthn Level 3 section 6.1). */
const UP = 0x01
const UV = 0x04
const BE = 0x08
const BS = 0x10
const AT = 0x40
const ED = 0x80
const RESERVED = 0x02 | 0x20

/** What the grant's limits ask of each sign-in. */
export interface AssertionPolicy {
  readonly userVerification: 'required' | 'optional'
}

/**
 * Checks what is to be signed against the deal, and gives the message, 69 bytes of its own: sign-ins
 * at the passkey's site are co-signed, and nothing else.
 *
 * @throws {CosigningError} `assertion.*`, the first rule that it breaks
 */
export function checkAssertion(
  deal: Deal,
  assertion: Assertion,
  policy: AssertionPolicy,
): Uint8Array {
  const message = messageOf(assertion)
  const flags = message[32] as number
  refuseUnless(
    equalBytes(message.subarray(0, 32), deal.rpIdHash),
    'assertion.rp-id-hash',
    'The sign-in is for another site than the deal.',
  )
  refuseUnless((flags & AT) === 0, 'assertion.attested-data', 'Registrations are not co-signed.')
  refuseUnless((flags & ED) === 0, 'assertion.extension-data', 'Extensions are not co-signed.')
  refuseUnless((flags & RESERVED) === 0, 'assertion.reserved-flags', 'A reserved flag is set.')
  refuseUnless((flags & UP) !== 0, 'assertion.user-presence', 'Nobody was present.')
  refuseUnless(
    policy.userVerification === 'optional' || (flags & UV) !== 0,
    'assertion.user-verification',
    'This grant asks that the person is verified.',
  )
  refuseUnless(
    ((flags & BE) !== 0) === (deal.backup !== 'none'),
    'assertion.backup-eligible',
    "The backup eligibility is not the passkey's.",
  )
  refuseUnless(
    ((flags & BS) !== 0) === (deal.backup === 'backed-up'),
    'assertion.backup-state',
    "The backup state is not the passkey's.",
  )
  refuseUnless(
    message.subarray(33, 37).every((byte) => byte === 0),
    'assertion.counter',
    'A shared passkey has no counter: it stays 0.',
  )
  return message
}

function refuseUnless(holds: boolean, rule: CosigningRule, message: string): void {
  if (!holds) throw new CosigningError(rule, message)
}
