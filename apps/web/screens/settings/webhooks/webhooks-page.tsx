import { useState } from 'react'
import { listWebhooks } from '@keyward/keyholder/commands'
import { EmptyState, List, Section } from '@keyward/ui'
import Send from 'lucide-react/icons/send'
import { Loading } from '../../../app/parts/loading.tsx'
import { Problem } from '../../../app/parts/problem.tsx'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useMember } from '../../../app/use-member.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { webhooks as text } from '../../../messages/en/webhooks.ts'
import { messages } from '../../../messages/messages.ts'
import { Setting } from '../setting.tsx'
import { AddWebhook } from './add-webhook.tsx'
import { RemoveWebhook } from './remove-webhook.tsx'
import { WebhookItem } from './webhook-item.tsx'
import type { Webhook } from './webhook-state.ts'

/** Where the server sends new activity: to be seen by who sees all of it, and set by who sets policies. */
export function WebhooksPage() {
  const { session } = useKeyholder()
  const { may } = useMember()
  const { data, isPending, problem, retry } = useView(views.webhooks, () => listWebhooks(session))
  const [leaving, setLeaving] = useState<Webhook>()
  const mayChange = may('policy.change', {})
  return (
    <Setting title={messages.settings.webhooks.title} text={text.text}>
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Loading /> : null}
      {data === undefined ? null : data.length === 0 ? (
        <EmptyState title={text.none} icon={<Send />}>
          {mayChange ? text.noneText : ''}
        </EmptyState>
      ) : (
        <Section title={text.list}>
          <List isCard label={text.list}>
            {data.map((webhook) => (
              <WebhookItem
                key={webhook.webhookId}
                webhook={webhook}
                onRemove={mayChange ? () => setLeaving(webhook) : undefined}
                onTested={retry}
              />
            ))}
          </List>
        </Section>
      )}
      {mayChange && data !== undefined ? <AddWebhook onDone={retry} /> : null}
      {leaving === undefined ? null : (
        <RemoveWebhook webhook={leaving} onClose={() => setLeaving(undefined)} onDone={retry} />
      )}
    </Setting>
  )
}
