import { Button, SheetFrame } from '@keyward/ui/sheet'
import { endings } from '../../messages/en/provider-endings.ts'
import { provider } from '../../messages/en/provider.ts'
import { endingWords } from '../desk/ending-words.ts'
import type { StageOf } from '../desk/stage.ts'
import type { About } from '../request/about.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { useSheet } from '../use-sheet.ts'

/** Why a request ends without an answer: what happened, that nothing is lost, and what to do next. */
export function EndedScreen({ stage }: { readonly stage: StageOf<'ended'> }) {
  const { desk, about, isBusy, isSudden } = useSheet()
  const { ending } = stage
  const words = endingWords(ending)
  const hasSettings = ending.kind === 'autofill-off'
  // Outside of a phone there is the app to go to; a phone that asks for nothing waits for nothing.
  const primary = hasSettings
    ? endings.openSettings
    : ending.kind === 'alone'
      ? endings.openKeyward
      : provider.close
  const close = (): void => desk.answer('ended', 'close')
  return (
    <SheetFrame
      title={words.title}
      asker={about.address === '' ? undefined : <AskedBy />}
      onSubmit={hasSettings ? () => desk.answer('ended', 'settings') : close}
      primary={
        ending.kind === 'idle' ? undefined : (
          <Button
            type="submit"
            tone="primary"
            isWide
            // The Enter after a passphrase must not close what nobody has read.
            hasFirstFocus={!isSudden}
            isPending={isBusy}
          >
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
      <p className="text-body text-soft">{words.text}</p>
      {hasSettings ? (
        <ol className="flex list-decimal flex-col gap-2 pl-5 text-body marker:text-soft">
          {stepsOn(about.platform).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : null}
    </SheetFrame>
  )
}

/** A browser has no such settings. */
function stepsOn(platform: About['platform']): readonly string[] {
  return platform === 'browser' ? [] : endings.steps[platform]
}
