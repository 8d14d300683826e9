import { exportAccounts } from '@keyward/keyholder/commands/transfer'
import { TRANSFER_FORMATS, type TransferFormat } from '@keyward/keyholder/transfer'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import type { Context } from '../../frame/context.ts'
import { writeNewFile } from '../files.ts'
import { readNewPassphrase } from '../session/passphrase.ts'
import { requirePerson } from '../session/verify-person.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { FILE_PASSPHRASE } from './file-passphrase.ts'
import { noticeLines } from './notices.ts'

const FORMATS = Object.keys(TRANSFER_FORMATS) as TransferFormat[]

export const exportFile = command({
  path: ['export'],
  summary: 'Writes the accounts that you own to a file, encrypted unless said otherwise.',
  needs: 'unlocked',
  operands: [{ name: 'FILE', help: 'a new file; only you can read it' }],
  options: {
    format: { kind: 'choice', choices: FORMATS, help: 'keyward (the default) holds everything' },
    plaintext: { kind: 'switch', help: 'required for cxf and bitwarden, which encrypt nothing' },
    ...FILE_PASSPHRASE,
  },
  notes: [
    'keyward and kdbx files are encrypted under a passphrase of their own. cxf and bitwarden files hold every secret in the clear: the policy plaintextExport has to allow them, and you are verified again.',
    'What was exported is logged.',
  ],
  async run(context, { operands: [file = ''], options }) {
    const { format = 'keyward' } = options
    const { isPlaintext } = TRANSFER_FORMATS[format]
    if (isPlaintext !== options.plaintext) throw wrongKind(format, isPlaintext)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    if (isPlaintext) await requirePerson(context, keyholder)
    const passphrase = isPlaintext
      ? undefined
      : await newFilePassphrase(context, options['file-passphrase-stdin'])
    context.progress.say('Exporting…')
    const { aead, argon2id } = keyholder.ports.platform
    const exported = await exportAccounts(desk, {
      format,
      aead,
      argon2id,
      ...(passphrase === undefined ? {} : { passphrase }),
    })
    writeNewFile(file, exported.bytes)
    const told = await syncAfterwards(context, keyholder)
    const { accounts, notices, notOwned } = exported
    return withSync(
      {
        json: { done: true, format, accounts, notOwned, notices },
        text: (page) => page.line(`Wrote ${accounts} accounts to ${file}.`),
        remarks: [
          ...(notOwned.length === 0
            ? []
            : [`Left out, since you are no Owner of them: ${notOwned.length} accounts.`]),
          ...(isPlaintext ? ['The file holds every secret in the clear: delete it soon.'] : []),
          ...noticeLines(notices),
        ],
      },
      told,
    )
  },
})

function newFilePassphrase(context: Context, isStdin: boolean): Promise<string> {
  return isStdin
    ? context.stdin.next()
    : readNewPassphrase({ ...context, passphraseStdin: false }, 'Passphrase for the file')
}

function wrongKind(format: TransferFormat, isPlaintext: boolean): CliError {
  return new CliError(
    'cli.plaintext',
    isPlaintext
      ? `A ${format} file holds every secret in the clear: add --plaintext if that is wanted.`
      : `A ${format} file is encrypted: leave --plaintext out, or choose cxf or bitwarden.`,
  )
}
