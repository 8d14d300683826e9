import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { WebAuthnError } from '@keyward/webauthn/data'
import { readOptions, readStorePath } from '../arguments.ts'
import { CliError } from '../../error.ts'
import { findPasskeys, type FoundPasskey } from '../foreign-passkeys.ts'
import { parseJson, readStdin } from '../../input.ts'
import { printJson, remark } from '../../output.ts'
import { openStore, type PasskeyFile } from '../store/open.ts'
import type { Terminal } from '../../terminal.ts'

/** Exports hold whole vaults, not one request. */
const EXPORT_LIMIT = 64 * 1024 * 1024

interface ImportReport {
  readonly imported: number
  readonly failed: readonly FailedRow[]
}

interface FailedRow {
  /** Counted from 0, over the passkeys in the order in which they stand in the input. */
  readonly index: number
  readonly rule: string
  readonly message: string
}

/** `keyward authenticator import`: a passkey that can't be taken over never stops the others. */
export async function importCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const given = readOptions('import', args, { store: { type: 'string' } })
  const path = readStorePath(given.store)
  const found = findPasskeys(parseJson(await readStdin(terminal, EXPORT_LIMIT)))
  if (found.length === 0) {
    throw new CliError(
      'cli.no-passkeys',
      'There are no passkeys in the input: give a Credential Exchange or Bitwarden JSON export.',
    )
  }
  const rows = found.map(readRow)
  const read = rows.filter(({ source }) => source !== undefined).length
  const report = read === 0 ? reportOf(rows) : storeRows(path, rows)
  remark(terminal, `Imported ${report.imported} of ${found.length} passkeys.`)
  printJson(terminal, report)
  return read > 0
}

interface Row {
  readonly source?: CredentialSource
  readonly refusal?: WebAuthnError
}

function readRow({ parse, value }: FoundPasskey): Row {
  return orRefusal(() => ({ source: parse(value) }))
}

function storeRows(path: string, rows: readonly Row[]): ImportReport {
  const store = openStore(path, { make: true })
  try {
    return reportOf(rows.map((row) => storeRow(store, row)))
  } finally {
    store.close()
  }
}

function storeRow(store: PasskeyFile, row: Row): Row {
  const { source } = row
  if (source === undefined) return row
  return orRefusal(() => {
    void store.add(source)
    return row
  })
}

function orRefusal(work: () => Row): Row {
  try {
    return work()
  } catch (error) {
    if (error instanceof WebAuthnError) return { refusal: error }
    throw error
  }
}

function reportOf(rows: readonly Row[]): ImportReport {
  const failed = rows.flatMap(({ refusal }, index) =>
    refusal === undefined ? [] : [{ index, rule: refusal.rule, message: refusal.message }],
  )
  return { imported: rows.length - failed.length, failed }
}
