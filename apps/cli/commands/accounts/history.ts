import type { HistoryItem } from '@keyward/keyholder/accounts'
import { accountHistory, type Desk, recordReveal } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'
import { findAccount } from './find.ts'
import { ACCOUNT } from './operand.ts'

const HIDDEN = '(hidden: --reveal shows it)'

export const historyCommand = command({
  path: ['accounts', 'history'],
  summary: 'Shows what the fields of an account held before, the latest first.',
  needs: 'unlocked',
  operands: [ACCOUNT],
  options: { reveal: { kind: 'switch', help: 'show former secrets too; it is logged' } },
  async run(context, { operands: [text = ''], options }) {
    const desk = await (await context.unlocked()).desk()
    const accountId = findAccount(desk, text)
    const history = await accountHistory(desk, accountId)
    if (options.reveal) await recordReveal(desk, accountId, history)
    const rows = history.map((item) => ({
      item,
      value: valueOf(item, options.reveal),
      device: deviceOf(desk, item.by),
    }))
    return {
      json: {
        accountId,
        history: rows.map(({ item, value, device }) => ({
          field: item.field,
          credentialId: item.credentialId ?? null,
          value,
          setAt: isoDate(item.at),
          deviceId: item.by,
          device,
        })),
      },
      text: (page) =>
        page.table(
          [{ head: 'SET' }, { head: 'FIELD' }, { head: 'VALUE', mayBeCut: true }, { head: 'ON' }],
          rows.map(({ item, value, device }) => [
            page.date(item.at),
            item.field,
            value ?? HIDDEN,
            device ?? item.by,
          ]),
          'Nothing was replaced yet.',
        ),
    }
  },
})

function valueOf(item: HistoryItem, isRevealed: boolean): string | null {
  if (item.compartment === 'profile') return item.value
  return isRevealed ? item.value.reveal() : null
}

function deviceOf({ workspace }: Desk, id: string): string | null {
  for (const device of workspace.devices.values()) if (device.deviceId === id) return device.name
  return null
}
