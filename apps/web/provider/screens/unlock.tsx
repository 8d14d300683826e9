import { useState } from 'react'
import { Banner, Button, SheetFrame } from '@keyward/ui/sheet'
import { prompt } from '../../messages/en/provider-browser.ts'
import type { StageOf } from '../desk/stage.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { useSheet } from '../use-sheet.ts'

/**
 * The person in front of a browser unlocks Keyward for this request, or shows that it is them where
 * it is unlocked already. Another device can be used without either.
 */
export function UnlockScreen({ stage }: { readonly stage: StageOf<'unlock'> }) {
  const text = prompt.unlock
  const { desk, about, isBusy } = useSheet()
  const [passphrase, setPassphrase] = useState('')
  const { isOpen, hasPasskey, problem } = stage
  const verb = isOpen ? 'confirm' : 'unlock'
  const site = about.address
  const failed = problem === undefined ? undefined : text.problems[problem]
  const go = (): void => {
    if (passphrase !== '') desk.answer('unlock', { by: 'passphrase', passphrase })
  }
  return (
    <SheetFrame
      title={isOpen ? text.confirm : text.title}
      asker={<AskedBy />}
      line={isOpen ? text.confirmLine(site) : text.line(site)}
      onSubmit={go}
      primary={
        <Button
          type="submit"
          tone="primary"
          isWide
          isPending={isBusy}
          pendingLabel={text.pending[verb]}
        >
          {text.byPassphrase[verb]}
        </Button>
      }
      quiet={<Cancel />}
    >
      {failed === undefined ? null : (
        <Banner tone="error" title={failed.title}>
          {failed.text}
        </Banner>
      )}
      {hasPasskey ? (
        <Button
          isWide
          hasFirstFocus
          isDisabled={isBusy}
          onPress={() => desk.answer('unlock', { by: 'passkey' })}
        >
          {text.byPasskey[verb]}
        </Button>
      ) : null}
      <PassphraseInput
        value={passphrase}
        onChange={setPassphrase}
        hasFirstFocus={!hasPasskey}
        about=""
      />
    </SheetFrame>
  )
}
