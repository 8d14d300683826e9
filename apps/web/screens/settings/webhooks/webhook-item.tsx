import { useState } from 'react'
import { testWebhook } from '@keyward/keyholder/commands'
import { Badge, Banner, Button, Time } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useNow } from '../../../app/use-now.ts'
import { webhooks as text } from '../../../messages/en/webhooks.ts'
import { stateOf, type Webhook } from './webhook-state.ts'

export interface WebhookItemProps {
  readonly webhook: Webhook
  /** undefined for who may only look. */
  readonly onRemove: (() => void) | undefined
  readonly onTested: () => void
}

/** An address, how it goes there, and what can be done about it. */
export function WebhookItem({ webhook, onRemove, onTested }: WebhookItemProps) {
  const { session } = useKeyholder()
  const now = useNow()
  const { webhookId, url, deliveredAt, lastStatus, failures, disabledAt } = webhook
  const state = stateOf(webhook)
  const [tested, setTested] = useState<Tested>()
  const test = useCommand(() => testWebhook(session, webhookId), {
    onDone: (result) => {
      setTested(result)
      onTested()
    },
  })
  return (
    <li className="flex flex-col gap-2 px-3 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-48 text-body font-medium wrap-anywhere">{url}</p>
        <Badge tone={state.tone}>{state.label}</Badge>
      </div>
      <p className="text-note text-soft">
        {deliveredAt === null ? (
          text.never
        ) : (
          <>
            {text.lastTaken} <Time at={deliveredAt} now={now} fallback="" />
          </>
        )}
      </p>
      {failures > 0 && lastStatus !== null ? (
        <p className="text-note text-soft">{text.said(lastStatus)}</p>
      ) : null}
      {disabledAt === null ? null : <p className="text-note">{text.stoppedText}</p>}
      <Problem problem={test.problem} />
      {tested === undefined || test.isPending ? null : <Outcome tested={tested} />}
      {onRemove === undefined ? null : (
        <div className="flex flex-wrap gap-2">
          <Button
            ariaLabel={text.testLabel(url)}
            isPending={test.isPending}
            onPress={() => void test.run()}
          >
            {text.test}
          </Button>
          <Button ariaLabel={text.removeLabel(url)} onPress={onRemove}>
            {text.remove}
          </Button>
        </div>
      )}
    </li>
  )
}

type Tested = Awaited<ReturnType<typeof testWebhook>>

function Outcome({ tested: { isDelivered, status } }: { readonly tested: Tested }) {
  const title = isDelivered ? text.taken(status) : text.notTaken(status)
  return <Banner tone={isDelivered ? 'ok' : 'warn'} title={title} />
}
