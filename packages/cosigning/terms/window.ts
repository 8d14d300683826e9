import type { RecordShape } from '@keyward/codec/records'
import type { IdentityKey } from '@keyward/primitives/identity'
import { APPROVAL_WINDOW } from '../labels.ts'
import { requireEqual, requireSigner, type StatementSigner } from './signers.ts'
import { fieldsFor, makeStatement, malformed, type Signed } from './statement.ts'

/** The longest window, in milliseconds: eight hours. */
export const MAX_WINDOW_MS = 8 * 60 * 60 * 1000

const { id, integer } = fieldsFor('window')

const MEMBERS = {
  workspaceId: id,
  accountId: id,
  /** The grantee. */
  memberId: id,
  /** UTC milliseconds: open from this one on. */
  from: integer(0),
  /** UTC milliseconds: closed from this one on. After `from`, by at most `MAX_WINDOW_MS`. */
  until: integer(0),
  authorId: id,
  /** The author's device, whose key signs. */
  deviceId: id,
}
const format = makeStatement('window', APPROVAL_WINDOW, MEMBERS)

/** An owner's word that sign-ins of one member need no approval for a while. Ids are base64url. */
export type ApprovalWindow = RecordShape<typeof MEMBERS>
export type SignedApprovalWindow = ApprovalWindow & Signed

export interface ExpectedWindow {
  readonly workspaceId: string
  readonly accountId: string
  readonly memberId: string
  /** Devices of the account's owners. */
  readonly signers: readonly StatementSigner[]
}

/** @throws {CosigningError} `window.malformed` when it is none that could be read again */
export function signWindow(key: IdentityKey, window: ApprovalWindow): Uint8Array {
  requireSpan(window)
  return format.sign(key, window)
}

/** Nothing is known thereby about the signature. @throws {CosigningError} `window.version`, `window.malformed` */
export function parseWindow(encoded: Uint8Array): SignedApprovalWindow {
  const window = format.parse(encoded)
  requireSpan(window)
  return window
}

/** What `parseWindow` accepted, byte for byte. */
export function encodeWindow(window: SignedApprovalWindow): Uint8Array {
  return format.encode(window)
}

/**
 * Reads a window that an owner of the account opened. Whether it is open now says `isOpenAt`.
 *
 * @throws {CosigningError} as `parseWindow`; `window.workspace`, `window.account`, `window.member`
 *   when it is for another; `window.signer` when the author is none of the signers, `window.signature`
 */
export function openWindow(encoded: Uint8Array, expected: ExpectedWindow): ApprovalWindow {
  const { signature, ...window } = parseWindow(encoded)
  requireEqual(window.workspaceId, expected.workspaceId, 'window.workspace')
  requireEqual(window.accountId, expected.accountId, 'window.account')
  requireEqual(window.memberId, expected.memberId, 'window.member')
  requireSigner('window', format, { ...window, signature }, expected.signers)
  return window
}

/** Whether the window is open at this millisecond. Never throws. */
export function isOpenAt({ from, until }: ApprovalWindow, at: number): boolean {
  return at >= from && at < until
}

function requireSpan({ from, until }: ApprovalWindow): void {
  if (!(until > from && until - from <= MAX_WINDOW_MS))
    throw malformed('window', 'a window ends after it begins, within eight hours')
}
