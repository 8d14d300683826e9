import { Button, SheetFrame } from '@keyward/ui/sheet'
import { endings } from '../../messages/en/provider-endings.ts'
import { provider } from '../../messages/en/provider.ts'
import type { Ending } from '../desk/ending.ts'
import type { StageOf } from '../desk/stage.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { useSheet } from '../use-sheet.ts'

/** Why a request ends without an answer: what happened, that nothing is lost, and what to do next. */
export function EndedScreen({ stage }: { readonly stage: StageOf<'ended'> }) {
  const text = endings
  const { desk, about, isBusy } = useSheet()
  const { ending } = stage
  const hasSettings = ending.kind === 'autofill-off'
  // Outside of a phone there is the app to go to; a phone that asks for nothing waits for nothing.
  const primary = hasSettings
    ? text.openSettings
    : ending.kind === 'alone'
      ? text.openKeyward
      : provider.close
  const close = (): void => desk.answer('ended', 'close')
  return (
    <SheetFrame
      title={text[ending.kind].title}
      asker={about.address === '' ? undefined : <AskedBy />}
      onSubmit={hasSettings ? () => desk.answer('ended', 'settings') : close}
      primary={
        ending.kind === 'idle' ? undefined : (
          <Button type="submit" tone="primary" isWide hasFirstFocus isPending={isBusy}>
            {primary}
          </Button>
        )
      }
      quiet={
        hasSettings ? (
          <Button tone="plain" isWide isDisabled={isBusy} onPress={close}>
            {provider.close}
          </Button>
        ) : undefined
      }
    >
      <p className="text-body text-soft">{wordsOf(ending)}</p>
      {hasSettings ? (
        <ol className="flex list-decimal flex-col gap-2 pl-5 text-body marker:text-soft">
          {text.steps[about.platform].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
    </SheetFrame>
  )
}

function wordsOf(ending: Ending): string {
  if (ending.kind === 'shared-limit') return endings[ending.kind].text(endings.limits[ending.limit])
  if (ending.kind !== 'not-believed') return endings[ending.kind].text
  return endings[ending.kind].text(provider.trust.reasons[ending.reason])
}
