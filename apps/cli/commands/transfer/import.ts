import { importAccounts, type NotImported } from '@keyward/keyholder/commands/transfer'
import { detectFormat, TRANSFER_FORMATS } from '@keyward/keyholder/transfer'
import { nodeArgon2d } from '@keyward/keyholder/transfer/argon2d/node'
import { command } from '../../frame/command.ts'
import { readWholeFile } from '../files.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { FILE_PASSPHRASE, readFilePassphrase } from './file-passphrase.ts'
import { noticeLines } from './notices.ts'

export const importFile = command({
  path: ['import'],
  summary: 'Takes accounts over from a file of Keyward, or of another manager.',
  needs: 'unlocked',
  operands: [
    { name: 'FILE', help: 'of Keyward, CXF, unencrypted Bitwarden JSON, or KeePass (KDBX)' },
  ],
  options: FILE_PASSPHRASE,
  notes: [
    'The format is found out. Rows that can not be taken are named, and do not stop the others. An account whose username another one has is left out; rename that one and import again: what is there already is then left out in its turn.',
    'A plaintext file should be deleted afterwards.',
  ],
  async run(context, { operands: [file = ''], options }) {
    const bytes = readWholeFile(file)
    const format = detectFormat(bytes)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const { aead, suffixes, argon2id } = keyholder.ports.platform
    const passphrase = TRANSFER_FORMATS[format].isPlaintext
      ? undefined
      : await readFilePassphrase(context, options['file-passphrase-stdin'])
    context.progress.say('Reading the file…')
    const ports = {
      aead,
      suffixes,
      argon2id,
      argon2d: nodeArgon2d,
      ...(passphrase === undefined ? {} : { passphrase }),
    }
    const imported = await importAccounts(desk, bytes, ports, (count, of) =>
      context.progress.say(`Importing ${count} of ${of}…`),
    )
    const told = await syncAfterwards(context, keyholder)
    const { made, merged, notImported, notices, rows } = imported
    return withSync(
      {
        json: { done: true, format, rows, made, merged, notImported, notices },
        text: (page) =>
          page.line(
            `Imported ${made.length + merged.length} accounts of ${rows} rows${merged.length === 0 ? '' : `, ${merged.length} of them into accounts that were here`}.`,
          ),
        remarks: [...notImported.map(notImportedLine), ...noticeLines(notices)],
      },
      told,
    )
  },
})

function notImportedLine({ rows, reason }: NotImported): string {
  const named = rows.map((row) => row + 1).join(', ')
  return reason === 'username-taken'
    ? `Row ${named} was left out: another account has this username.`
    : `Row ${named} was left out: a newer Keyward wrote it.`
}
