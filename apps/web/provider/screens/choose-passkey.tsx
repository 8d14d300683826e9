import { useState } from 'react'
import { Button, ChoiceList, KeyMark, SheetFrame } from '@keyward/ui/sheet'
import { prompt } from '../../messages/en/provider-browser.ts'
import { provider } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { appNameOf } from '../parts/app-name.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { describePasskey } from '../parts/described.ts'
import { likeliest } from '../parts/likeliest.ts'
import { PasskeyFacts } from '../parts/passkey-facts.tsx'
import { Unconfirmed } from '../parts/unconfirmed.tsx'
import { useSheet } from '../use-sheet.ts'

const UNCONFIRMED =
  import.meta.env.MODE === 'extension' ? prompt.unconfirmedText : provider.passkey.unconfirmedText

export interface ChoosePasskeyProps {
  readonly stage: StageOf<'passkey'>
}

/** The passkeys that fit: a single one is confirmed by one tap, several are chosen from. */
export function ChoosePasskeyScreen({ stage }: ChoosePasskeyProps) {
  const text = provider.passkey
  const { desk, about, isBusy } = useSheet()
  const { candidates } = stage
  const [only] = candidates
  const [now] = useState(Date.now)
  const [chosen, setChosen] = useState(() => likeliest(candidates))
  const isOne = candidates.length === 1
  const names = candidates.map(({ appName }) => appName)
  const app = appNameOf(about, names)
  const isDoubtful = candidates.find(({ credentialId }) => credentialId === chosen)?.isUnconfirmed
  const go = (): void => {
    if (chosen !== null) desk.answer('passkey', chosen)
  }
  return (
    <SheetFrame
      title={text.title(app)}
      asker={<AskedBy app={app} />}
      onSubmit={go}
      primary={
        <Button
          type="submit"
          tone="primary"
          isWide
          hasFirstFocus={isOne}
          isPending={isBusy}
          pendingLabel={text.signing}
        >
          {text.signIn}
        </Button>
      }
      quiet={<Cancel />}
    >
      {isOne && only !== undefined ? (
        <PasskeyFacts passkey={only} now={now} />
      ) : (
        <ChoiceList
          label={text.choose}
          isKey
          hasFirstFocus
          value={chosen}
          onChange={setChosen}
          choices={candidates.map((passkey) => {
            const { title, account, sharing, used } = describePasskey(passkey, now)
            return {
              value: passkey.credentialId,
              label: title,
              description: [account, sharing, used].filter(Boolean).join(' · '),
              icon: <KeyMark />,
              trailing: passkey.isUnconfirmed === true ? <Unconfirmed /> : undefined,
            }
          })}
        />
      )}
      {isDoubtful === true ? <p className="text-note text-soft">{UNCONFIRMED}</p> : null}
    </SheetFrame>
  )
}
