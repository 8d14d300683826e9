import { useState } from 'react'
import { Banner, Button, SheetFrame } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { Cancel } from '../parts/cancel.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { AskedBy } from '../parts/asked-by.tsx'
import { useSheet } from '../use-sheet.ts'

/** Biometrics Login is off: there is no way on without turning it on. */
export function TurnOnScreen({ stage }: { readonly stage: StageOf<'turn-on'> }) {
  const text = provider.turnOn
  const { desk, biometricName, isBusy } = useSheet()
  const [passphrase, setPassphrase] = useState('')
  const { way, problem, wasInvalidated } = stage
  const isPossible = way === 'here' || way === 'passphrase'
  const go = (): void => {
    if (way === 'passphrase' && passphrase === '') return
    desk.answer('turn-on', passphrase)
  }
  const failed = problem === undefined ? undefined : text.problems[problem]
  return (
    <SheetFrame
      title={text.title(biometricName)}
      asker={<AskedBy />}
      line={wasInvalidated ? text.invalidated(biometricName) : text.line}
      onSubmit={go}
      primary={
        isPossible ? (
          <Button
            type="submit"
            tone="primary"
            isWide
            hasFirstFocus={way === 'here'}
            isPending={isBusy}
            pendingLabel={text.pending}
          >
            {text.primary(biometricName)}
          </Button>
        ) : (
          <Button type="submit" tone="primary" isWide hasFirstFocus isPending={isBusy}>
            {provider.close}
          </Button>
        )
      }
      quiet={isPossible ? <Cancel /> : undefined}
    >
      {failed === undefined ? null : (
        <Banner tone={problem === 'cancelled' ? 'info' : 'error'} title={failed.title}>
          {failed.text}
        </Banner>
      )}
      {way === 'passphrase' ? (
        <PassphraseInput value={passphrase} onChange={setPassphrase} />
      ) : null}
      {way === 'open-app' ? (
        <Banner tone="info" title={text.openApp}>
          {text.openAppText(biometricName)}
        </Banner>
      ) : null}
      {way === 'not-enrolled' ? (
        <Banner tone="warn" title={text.notEnrolled(biometricName)}>
          {text.notEnrolledText(biometricName)}
        </Banner>
      ) : (
        <p className="text-note text-soft">{text.text(biometricName)}</p>
      )}
    </SheetFrame>
  )
}
