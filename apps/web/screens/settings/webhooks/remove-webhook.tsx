import { removeWebhook } from '@keyward/keyholder/commands'
import { Button, Dialog } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { webhooks as text } from '../../../messages/en/webhooks.ts'
import { messages } from '../../../messages/messages.ts'
import type { Webhook } from './webhook-state.ts'

export interface RemoveWebhookProps {
  readonly webhook: Webhook
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Asks first: the receiver would need a new secret to begin again. */
export function RemoveWebhook({ webhook, onClose, onDone }: RemoveWebhookProps) {
  const { session } = useKeyholder()
  const remove = useCommand(() => removeWebhook(session, webhook.webhookId), {
    done: text.removed,
    onDone: () => {
      onClose()
      onDone()
    },
  })
  return (
    <Dialog
      isAlert
      isOpen
      onOpenChange={onClose}
      title={text.removeTitle}
      actions={
        <>
          <Button tone="plain" onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" isPending={remove.isPending} onPress={() => void remove.run()}>
            {text.remove}
          </Button>
        </>
      }
    >
      <p className="wrap-anywhere">{text.removeText(webhook.url)}</p>
      <Problem problem={remove.problem} />
    </Dialog>
  )
}
