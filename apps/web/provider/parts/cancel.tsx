import { Button } from '@keyward/ui/sheet'
import { prompt } from '../../messages/en/provider-browser.ts'
import { provider as text } from '../../messages/en/provider.ts'
import { useSheet } from '../use-sheet.ts'

export interface CancelProps {
  /** Beside another button there is no room for a third. */
  readonly isAlone?: boolean
}

/**
 * The quiet way out of every screen: the app is told that the person cancelled. In a browser there is
 * a second one, to what the browser itself would have asked.
 */
export function Cancel({ isAlone = true }: CancelProps) {
  const { desk, about, isBusy } = useSheet()
  const cancel = (
    <Button tone="plain" isWide isDisabled={isBusy} onPress={() => desk.cancel()}>
      {text.cancel}
    </Button>
  )
  if (import.meta.env.MODE !== 'extension') return cancel
  if (about.platform !== 'browser' || !isAlone) return cancel
  return (
    <div className="grid grid-cols-[2fr_1fr] gap-1">
      <Button tone="plain" isWide isDisabled={isBusy} onPress={() => desk.handOver()}>
        {prompt.otherDevice}
      </Button>
      {cancel}
    </div>
  )
}
