import { encodeHex } from '@keyward/codec'
import {
  NO_LIMITS,
  signApproval,
  signDeviceKey,
  signInBinding,
  signTerms,
  signWindow,
} from '../terms.ts'
import { APPROVAL, AUTHOR, DEVICE_KEY, TERMS, WINDOW } from './statements.ts'

/** One statement of each kind, and bindings, in hexadecimal: the same in every version. */
export function makeFrozenStatements(): Readonly<Record<string, string>> {
  const { dealId } = APPROVAL
  const d = new Uint8Array(32).fill(1)
  const e = new Uint8Array(32).fill(2)
  const made = {
    publicKey: AUTHOR.publicKey,
    terms: signTerms(AUTHOR, TERMS),
    termsWithoutLimits: signTerms(AUTHOR, { ...TERMS, version: 1, limits: NO_LIMITS }),
    deviceKey: signDeviceKey(AUTHOR, DEVICE_KEY),
    approval: signApproval(AUTHOR, APPROVAL),
    window: signWindow(AUTHOR, WINDOW),
    bindingEs256: signInBinding({ algorithm: 'ES256', dealId, index: 41 }),
    bindingEddsa: signInBinding({ algorithm: 'EdDSA', dealId, d, e }),
    bindingRs256: signInBinding({ algorithm: 'RS256', dealId }),
  }
  return Object.fromEntries(Object.entries(made).map(([name, bytes]) => [name, encodeHex(bytes)]))
}
