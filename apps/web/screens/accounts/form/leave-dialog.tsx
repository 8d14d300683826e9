import { Button, Dialog } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import type { Leaving } from './use-unsaved.ts'

/** Asks before unsaved changes are lost. */
export function LeaveDialog({ leaving }: { readonly leaving: Leaving }) {
  const text = messages.accountForm.leave
  return (
    <Dialog
      isOpen={leaving.isAsking}
      onOpenChange={(isOpen) => !isOpen && leaving.stay()}
      isAlert
      title={text.title}
      actions={
        <>
          <Button tone="danger" onPress={leaving.leave}>
            {text.go}
          </Button>
          <Button tone="primary" onPress={leaving.stay}>
            {text.stay}
          </Button>
        </>
      }
    >
      {text.text}
    </Dialog>
  )
}
