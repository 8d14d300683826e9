import { toast } from '@keyward/ui'
import { messages } from '../messages/messages.ts'

/** Shows a toast with what was done, and offers to undo it. Whatever matters is on the screen as well. */
export function tell(text: string, undo?: () => void): void {
  const action = undo === undefined ? {} : { action: { label: messages.app.undo, onPress: undo } }
  toast({ text, ...action })
}
