import { Banner, Button, SheetFrame } from '@keyward/ui/sheet'
import { provider as text } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { useSheet } from '../use-sheet.ts'

/** The prompt came to nothing. Nothing of the vault is shown, and it can be tried again. */
export function UnverifiedScreen({ stage }: { readonly stage: StageOf<'unverified'> }) {
  const { desk, about, biometricName, isBusy } = useSheet()
  const words = text.unverified[stage.why]
  const again = (): void => desk.answer('unverified', 'again')
  return (
    <SheetFrame
      title={about.kind === 'create' ? text.create : text.signIn}
      asker={<AskedBy />}
      onSubmit={again}
      primary={
        <Button type="submit" tone="primary" isWide hasFirstFocus isPending={isBusy}>
          {text.unverified.primary(biometricName)}
        </Button>
      }
      quiet={<Cancel />}
    >
      <Banner tone={stage.why === 'cancelled' ? 'info' : 'error'} title={words.title}>
        {words.text}
      </Banner>
    </SheetFrame>
  )
}
