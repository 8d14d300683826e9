import { useState } from 'react'
import { Button, SheetFrame } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { appNameOf } from '../parts/app-name.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { PasskeyFacts } from '../parts/passkey-facts.tsx'
import { useSheet } from '../use-sheet.ts'

export interface ExcludedScreenProps {
  readonly stage: StageOf<'excluded'>
}

/** The app asks for no second passkey where one is: it is told so with the person's consent alone. */
export function ExcludedScreen({ stage }: ExcludedScreenProps) {
  const text = provider.excluded
  const { desk, about, isBusy } = useSheet()
  const [now] = useState(Date.now)
  const app = appNameOf(about, [stage.passkey.appName])
  return (
    <SheetFrame
      title={text.title}
      asker={<AskedBy app={app} />}
      line={text.line(app)}
      onSubmit={() => desk.answer('excluded', 'tell')}
      primary={
        <Button type="submit" tone="primary" isWide hasFirstFocus isPending={isBusy}>
          {text.primary}
        </Button>
      }
      quiet={<Cancel />}
    >
      <PasskeyFacts passkey={stage.passkey} now={now} />
      <p className="text-body text-soft">{text.text}</p>
    </SheetFrame>
  )
}
