import { Button } from '@keyward/ui/sheet'
import { provider as text } from '../../messages/en/provider.ts'
import { useSheet } from '../use-sheet.ts'

/** The quiet way out of every screen: the app is told that the person cancelled. */
export function Cancel() {
  const { desk, isBusy } = useSheet()
  return (
    <Button tone="plain" isWide isDisabled={isBusy} onPress={() => desk.cancel()}>
      {text.cancel}
    </Button>
  )
}
