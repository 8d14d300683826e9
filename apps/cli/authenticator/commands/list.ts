import { encodeBase64url } from '@keyward/codec'
import { EDDSA, ES256, RS256, type SignatureAlgorithm } from '@keyward/primitives/keys'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { readOptions, readStorePath } from '../arguments.ts'
import { escapeUnprintable } from '../../escape.ts'
import { printJson, remark } from '../../output.ts'
import { openStore } from '../store/open.ts'
import type { Terminal } from '../../terminal.ts'

/** A passkey without its secrets. */
interface ListedPasskey {
  readonly rpId: string
  readonly rpName: string
  readonly userName: string
  readonly userDisplayName: string
  /** Base64url. */
  readonly credentialId: string
  /** Base64url. */
  readonly userHandle: string
  readonly algorithm: string
  readonly signCount: number
  readonly backupEligible: boolean
  readonly backupState: boolean
  readonly credProtect: number
  /** ISO 8601, UTC; null where it is not known. */
  readonly createdAt: string | null
}

const ALGORITHM_NAMES: Readonly<Record<SignatureAlgorithm, string>> = {
  [ES256]: 'ES256',
  [EDDSA]: 'EdDSA',
  [RS256]: 'RS256',
}

/** `keyward authenticator list`: by RP ID, and the newest first of each. */
export async function listCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const given = readOptions('list', args, {
    store: { type: 'string' },
    json: { type: 'boolean', default: false },
  })
  const store = openStore(readStorePath(given.store), { make: false })
  try {
    const passkeys = store.all().map(listed)
    if (given.json || !terminal.stdoutIsTty) printJson(terminal, { passkeys })
    else if (passkeys.length === 0) remark(terminal, 'There are no passkeys in this store.')
    else terminal.writeOut(table(passkeys))
    return true
  } finally {
    store.close()
  }
}

function listed(source: CredentialSource): ListedPasskey {
  return {
    rpId: source.rpId,
    rpName: source.rpName,
    userName: source.userName,
    userDisplayName: source.userDisplayName,
    credentialId: encodeBase64url(source.id),
    userHandle: encodeBase64url(source.userHandle),
    algorithm: ALGORITHM_NAMES[source.algorithm],
    signCount: source.signCount,
    backupEligible: source.backupEligible,
    backupState: source.backupState,
    credProtect: source.credProtect,
    createdAt: dateOf(source.createdAt),
  }
}

/** An imported date may lie outside of what a date can be. */
function dateOf(milliseconds: number | undefined): string | null {
  if (milliseconds === undefined) return null
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

function table(passkeys: readonly ListedPasskey[]): string {
  const rows = [
    ['RP ID', 'USER', 'CREATED', 'ALGORITHM', 'COUNT', 'CREDENTIAL ID'],
    ...passkeys.map((passkey) => [
      passkey.rpId,
      passkey.userName,
      passkey.createdAt?.slice(0, 10) ?? '-',
      passkey.algorithm,
      String(passkey.signCount),
      passkey.credentialId,
    ]),
  ].map((row) => row.map(escapeUnprintable))
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? []
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}
