import type { Aead } from '@keyward/primitives/aead'
import type { Argon2id } from '@keyward/primitives/kdf'
import {
  type ExportAccount,
  type ExportResult,
  TRANSFER_FORMATS,
  type TransferFormat,
  writeExport,
} from '../../transfer.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import { type Desk, requireAllowed } from '../desk.ts'

/** What an export is made with. */
export interface ExportOrder {
  readonly format: TransferFormat
  /** Opens the file again; plaintext formats take none. */
  readonly passphrase?: string
  readonly aead: Aead
  readonly argon2id: Argon2id
}

export interface Exported extends ExportResult {
  /** How many accounts are in it. */
  readonly accounts: number
  /** Which accounts are left out, because the member is no Owner of them. */
  readonly notOwned: readonly string[]
}

const MOST_ACCOUNTS = 100_000

/**
 * One file with every account of which the member is Owner; the encrypted form has the deleted ones
 * too. That it was made is kept durably before it is given, and reported with the next sync.
 *
 * @throws {KeyholderError} `forbidden` for a plaintext form that the policy does not allow
 * @throws {TransferError}
 */
export async function exportAccounts(desk: Desk, order: ExportOrder): Promise<Exported> {
  const { isPlaintext } = TRANSFER_FORMATS[order.format]
  // Once even for a member without any account: the policy holds whatever there is to export.
  if (isPlaintext) requirePlaintext(desk, 'owner')
  const accounts: ExportAccount[] = []
  const notOwned: string[] = []
  for (const account of await everyAccount(desk)) {
    const { accountId, relation, profile, secrets } = account
    if (relation !== 'owner' || secrets === undefined) {
      notOwned.push(accountId)
      continue
    }
    if (isPlaintext) requirePlaintext(desk, relation)
    accounts.push({ accountId, content: { profile, secrets } })
  }
  const { format, passphrase, aead, argon2id } = order
  const result = await writeExport(format, accounts, {
    random: desk.platform.random,
    at: desk.platform.clock(),
    aead,
    argon2id,
    ...(passphrase === undefined ? {} : { passphrase }),
  })
  const form = isPlaintext ? 'plaintext' : 'encrypted'
  await desk.vault.record([{ event: 'exported', subject: { count: accounts.length, form } }])
  return { ...result, accounts: accounts.length, notOwned }
}

function requirePlaintext(desk: Desk, relation: 'owner'): void {
  const { policies } = desk.workspace
  requireAllowed(desk, 'export.plaintext', { relation, policies })
}

async function everyAccount({ vault }: Desk): Promise<OpenAccount[]> {
  const accounts: OpenAccount[] = []
  for (const { accountId } of vault.index.search('', MOST_ACCOUNTS)) {
    const account = await vault.get(accountId)
    if (account !== undefined) accounts.push(account)
  }
  return [...accounts, ...(await vault.deleted())]
}
