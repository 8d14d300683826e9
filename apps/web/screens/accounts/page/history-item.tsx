import { useState } from 'react'
import { type AccountChange, restoreFormer, showFormer } from '@keyward/keyholder/commands'
import { IconButton, Time } from '@keyward/ui'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import Undo from 'lucide-react/icons/undo-2'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { useNow } from '../../../app/use-now.ts'
import { usePeople } from '../parts/use-people.ts'
import { HiddenValue } from './hidden-value.tsx'

export interface HistoryItemProps {
  readonly accountId: string
  readonly change: AccountChange
  readonly mayEdit: boolean
}

/** One change: who, which field, and what it held before. */
export function HistoryItem({ accountId, change, mayEdit }: HistoryItemProps) {
  const text = messages.accounts.history
  const desk = useDesk()
  const now = useNow()
  const people = usePeople()
  const [shown, setShown] = useState(change.former)
  const field = messages.accounts.field(change.field)
  const isSecret = change.former === undefined
  const reveal = useCommand(() => showFormer(desk, accountId, change.id), {
    failed: 'toast',
    onDone: (value) => setShown(value ?? text.gone),
  })
  const restore = useCommand(() => restoreFormer(desk, accountId, change.id), {
    done: (isChanged) => (isChanged ? text.restored : text.sameNow),
    failed: 'toast',
  })
  const toggle = (): void => {
    if (shown === undefined) void reveal.run()
    else setShown(undefined)
  }
  return (
    <li className="flex items-center gap-1 py-2 pr-1.5 pl-4">
      <div className="min-w-0 flex-1">
        <p className="text-body">{text.changed(field, people.ofDevice(change.deviceId))}</p>
        <p className="text-note break-words text-soft">
          {text.before}{' '}
          {shown === undefined ? (
            <HiddenValue />
          ) : (
            <span className="whitespace-pre-wrap text-ink">{shown || text.empty}</span>
          )}
        </p>
        <p className="text-note text-soft">
          <Time at={change.at} now={now} fallback="" locale={messages.app.locale} />
        </p>
      </div>
      {isSecret ? (
        <IconButton
          label={shown === undefined ? text.showLabel(field) : text.hideLabel(field)}
          icon={shown === undefined ? <Eye /> : <EyeOff />}
          onPress={toggle}
        />
      ) : null}
      {mayEdit && change.isRestorable ? (
        <IconButton
          label={text.restore}
          icon={<Undo />}
          isDisabled={restore.isPending}
          onPress={() => void restore.run()}
        />
      ) : null}
    </li>
  )
}
