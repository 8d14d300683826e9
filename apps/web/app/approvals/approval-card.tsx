import { useId, useState } from 'react'
import type { ApprovalView } from '@keyward/keyholder/commands'
import { AppIcon, Button, KeyValue, Select } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { Problem } from '../parts/problem.tsx'
import { useNow } from '../use-now.ts'
import { askedBy } from './asked-by.ts'
import { secondsLeft } from './still-open.ts'
import { useAnswer } from './use-answer.ts'
import { WINDOW_HOURS } from './window-hours.ts'

export interface ApprovalCardProps {
  readonly approval: ApprovalView
  readonly onAnswered: () => void
}

/** Hours that are approved beforehand; 0 is this sign-in alone. */
const SCOPES = ['0', ...WINDOW_HOURS.map(String)]

/** One sign-in that somebody asks for: who, where, with what and why, to be approved or declined. */
export function ApprovalCard({ approval, onAnswered }: ApprovalCardProps) {
  const text = messages.approvals
  const { who, appName, expiresAt } = approval
  const id = useId()
  const [scope, setScope] = useState('0')
  const left = secondsLeft(expiresAt, useNow(1000))
  const { approve, decline } = useAnswer(approval, onAnswered)
  const isOver = left === 0
  return (
    <article
      aria-labelledby={id}
      className="flex flex-col gap-4 rounded-medium border border-line bg-card p-4"
    >
      <div className="flex items-center gap-3">
        <AppIcon name={appName} />
        <div className="min-w-0">
          <h3 id={id} className="text-body font-semibold break-words">
            {text.asks(who)}
          </h3>
          <p className="text-note text-soft tabular-nums">{isOver ? text.over : text.left(left)}</p>
        </div>
      </div>
      <Facts approval={approval} />
      <Select
        label={text.scope}
        placeholder={text.scope}
        choices={SCOPES.map((value) => ({ value, label: text.scopes(Number(value)) }))}
        value={scope}
        onChange={setScope}
      />
      <div className="flex flex-wrap gap-2 *:flex-1">
        <Button
          tone="primary"
          isDisabled={isOver || decline.isPending}
          isPending={approve.isPending}
          onPress={() => void approve.run(Number(scope))}
        >
          {text.approve}
        </Button>
        <Button
          isDisabled={isOver || approve.isPending}
          isPending={decline.isPending}
          onPress={() => void decline.run()}
        >
          {text.decline}
        </Button>
      </div>
      <Problem problem={approve.problem ?? decline.problem} />
    </article>
  )
}

function Facts({ approval }: Pick<ApprovalCardProps, 'approval'>) {
  const text = messages.approvals
  const { appName, username, rpId, origin, deviceName, reason } = approval
  const rows = [
    { id: 'account', label: text.account, value: `${appName} ${username}`.trim() },
    { id: 'asked', label: text.asked, value: askedBy(origin, rpId) },
    { id: 'device', label: text.device, value: deviceName },
    { id: 'reason', label: text.reason, value: reason ?? text.noReason },
  ]
  return (
    <>
      <KeyValue rows={rows} />
      {origin === null ? <p className="text-note text-soft">{text.unproven(rpId)}</p> : null}
    </>
  )
}
