import { editAccount } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { FIELD_OPTIONS, readFields } from './fields.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'

export const editCommand = command({
  path: ['accounts', 'edit'],
  summary: 'Changes an account that you own.',
  needs: 'unlocked',
  operands: [ACCOUNT],
  options: {
    app: { kind: 'text', value: 'NAME', help: 'the name of the app' },
    ...FIELD_OPTIONS,
    clear: {
      kind: 'list',
      value: 'FIELD',
      help: 'empties username, display-name, rp-id, label, host, password, one-time-code or notes',
    },
  },
  notes: [
    'What is not named stays as it is. Lists are given whole: --label a --label b leaves these two. What is replaced is kept: see keyward accounts history.',
  ],
  async run(context, { operands: [text = ''], options }) {
    const cleared = options.clear.map(emptied)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const accountId = findAccount(desk, text)
    const changes = {
      ...Object.assign({}, ...cleared),
      ...(options.app === undefined ? {} : { appName: options.app }),
      ...(await readFields(context, options)),
    }
    const isChanged = await editAccount(desk, accountId, changes)
    if (!isChanged) return done('Nothing to change.', { accountId, changed: false })
    const told = await syncAfterwards(context, keyholder)
    return withSync(done(`Changed account ${accountId}.`, { accountId, changed: true }), told)
  },
})

const EMPTY = {
  username: { username: '' },
  'display-name': { displayName: '' },
  'rp-id': { rpIds: [] },
  label: { labels: [] },
  host: { hosts: [] },
  password: { password: '' },
  'one-time-code': { oneTimeCodeSeed: '' },
  notes: { notes: '' },
} as const

function emptied(field: string): object {
  if (Object.hasOwn(EMPTY, field)) return EMPTY[field as keyof typeof EMPTY]
  throw new CliError('cli.option', `--clear takes one of: ${Object.keys(EMPTY).join(', ')}.`)
}
