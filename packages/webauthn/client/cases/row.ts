import type { Rule, WebAuthnErrorName } from '../../error.ts'

/** One known case: what is asked, and what must come of it. */
export interface CaseRow {
  /** The number under which the case is known; one case may have several rows. */
  readonly id: string
  readonly says: string
  readonly call: () => unknown
  readonly expected:
    | { readonly value: unknown }
    | { readonly rule: Rule; readonly name: WebAuthnErrorName }
}

/** The expectation that a call answers with this value. */
export function gives(value: unknown): CaseRow['expected'] {
  return { value }
}

/** The expectation that a call is refused by this rule, under this DOMException name. */
export function refused(name: WebAuthnErrorName, rule: Rule): CaseRow['expected'] {
  return { rule, name }
}
