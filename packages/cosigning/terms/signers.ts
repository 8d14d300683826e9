import { CosigningError, type CosigningRule } from '../error.ts'
import type { Signed, Statement, StatementName } from './statement.ts'

/** A device of a member who may sign, as the workspace's chain names it. */
export interface StatementSigner {
  readonly memberId: string
  readonly deviceId: string
  /** Its Ed25519 identity key, 32 bytes. */
  readonly signing: Uint8Array
}

/** Who says that they signed. */
export interface Authored {
  readonly authorId: string
  readonly deviceId: string
}

/** @throws {CosigningError} `<name>.signer` when the author is not among them, `<name>.signature` */
export function requireSigner<T extends Authored>(
  name: 'terms' | 'approval' | 'window',
  format: Statement<T>,
  statement: T & Signed,
  signers: readonly StatementSigner[],
): void {
  const signer = signers.find(
    (one) => one.memberId === statement.authorId && one.deviceId === statement.deviceId,
  )
  if (signer === undefined) {
    const message = 'It was not signed on a device of an owner of the account.'
    throw new CosigningError(`${name}.signer`, message)
  }
  if (!format.isSignedBy(statement, signer.signing))
    throw new CosigningError(`${name}.signature`, "The signature is not that owner's.")
}

type MismatchRule = Extract<
  CosigningRule,
  `${StatementName}.${'workspace' | 'account' | 'member' | 'device'}`
>

/** @throws {CosigningError} with the rule */
export function requireEqual(stated: string, expected: string, rule: MismatchRule): void {
  if (stated === expected) return
  throw new CosigningError(rule, `It is for another ${rule.slice(rule.indexOf('.') + 1)}.`)
}
