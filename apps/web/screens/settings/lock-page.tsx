import { useState } from 'react'
import { Button, ChoiceList } from '@keyward/ui'
import Lock from 'lucide-react/icons/lock'
import { type LockTime, readLockTime, writeLockTime } from '../../platform/lock-time.ts'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { lockChoices } from './lock-choices.ts'
import { Setting } from './setting.tsx'

/** When Keyward locks on this device: never later than the workspace says. */
export function LockPage() {
  const text = messages.settings.lock
  const { session } = useKeyholder()
  const { lockAfterMinutes } = useMember().policies
  const [time, setTime] = useState(readLockTime)
  const lock = useCommand(() => session.lock())
  const choose = (value: string): void => {
    const next: LockTime = value === 'workspace' || value === 'leaving' ? value : Number(value)
    writeLockTime(next)
    setTime(next)
  }
  return (
    <Setting title={text.title} text={text.text}>
      <ChoiceList
        label={text.label}
        choices={lockChoices(lockAfterMinutes, time).map((choice) => ({
          value: String(choice),
          label: labelOf(choice, lockAfterMinutes),
          description: choice === 'leaving' ? text.leavingText : undefined,
        }))}
        value={String(time)}
        onChange={choose}
      />
      <p className="text-note text-soft">{text.limit(lockAfterMinutes)}</p>
      <Problem problem={lock.problem} />
      <Button icon={<Lock />} isWide isPending={lock.isPending} onPress={() => void lock.run()}>
        {text.now}
      </Button>
    </Setting>
  )
}

function labelOf(time: LockTime, policy: number): string {
  const text = messages.settings.lock
  if (time === 'workspace') return text.workspace(policy)
  return time === 'leaving' ? text.leaving : text.after(time)
}
