import type { RefusalCode } from '@keyward/protocol'
import { KeyholderError } from '../../error.ts'

/** What a refusal of the signer means for the sign-in. */
type SignerRefusal =
  /** This deal is of no use any more: with another it may work. */
  | 'another-deal'
  /** This row was used before: with another it may work. */
  | 'another-row'
  | 'approval'
  | 'final'

const MEANINGS: Partial<Record<RefusalCode, SignerRefusal>> = {
  deal_unknown: 'another-deal',
  deal_replaced: 'another-deal',
  signer_changed: 'another-deal',
  index_spent: 'another-row',
  approval_needed: 'approval',
}

/** undefined for what is no refusal. */
export function refusalOf(error: unknown): SignerRefusal | undefined {
  if (!(error instanceof KeyholderError) || error.code === undefined) return undefined
  return MEANINGS[error.code] ?? 'final'
}

/** The error as a person who signs in can act on it. */
export function explainedRefusal(error: unknown): unknown {
  if (!(error instanceof KeyholderError)) return error
  if (error.rule === 'remote.offline' || error.rule === 'remote.not-a-server') return offline(error)
  if (error.rule !== 'remote.refused') return error
  const { code, detail, message } = error
  if (code === 'index_spent')
    return new KeyholderError('cosigning.spent', message, { cause: error })
  if (code === undefined || !SIGN_IN_REFUSALS.has(code)) return error
  return new KeyholderError('cosigning.refused', message, { cause: error, detail: detail ?? code })
}

const SIGN_IN_REFUSALS: ReadonlySet<RefusalCode> = new Set([
  'account_unknown',
  'approval_needed',
  'cosigning_refused',
  'deal_replaced',
  'deal_unknown',
  'forbidden',
  'limit_reached',
  'object_refused',
  'rate_limited',
  'signer_changed',
  'terms_missing',
])

function offline(cause: unknown): KeyholderError {
  return new KeyholderError(
    'cosigning.offline',
    'Signing in to a shared account needs the Keyward server, which can not be reached.',
    { cause },
  )
}

export function waiting(): KeyholderError {
  return new KeyholderError(
    'cosigning.waiting',
    'Waiting for an Owner’s device: it has to prepare sign-ins for this device first.',
  )
}

export function refusedBy(detail: string, message: string): KeyholderError {
  return new KeyholderError('cosigning.refused', message, { detail })
}

export function unshared(): KeyholderError {
  return refusedBy('needs-grant', 'This account is not shared with you any more.')
}
