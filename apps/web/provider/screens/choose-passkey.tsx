import { useState } from 'react'
import { Button, ChoiceList, KeyMark, SheetFrame } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { describePasskey } from '../parts/described.ts'
import { PasskeyFacts } from '../parts/passkey-facts.tsx'
import { useSheet } from '../use-sheet.ts'

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
  const [chosen, setChosen] = useState(() => lastUsed(candidates))
  const isOne = candidates.length === 1
  // An iPhone names the site alone: the account knows the app by its name.
  const app = about.app === about.address ? (only?.appName ?? about.app) : about.app
  const go = (): void => {
    if (chosen !== null) desk.answer('passkey', chosen)
  }
  return (
    <SheetFrame
      title={text.title(app)}
      asker={<AskedBy />}
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
            }
          })}
        />
      )}
    </SheetFrame>
  )
}

/** The likeliest: the one that was used last, else the newest, which comes first. */
function lastUsed(candidates: StageOf<'passkey'>['candidates']): string | null {
  const [likeliest] = candidates.toSorted((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0))
  return likeliest?.credentialId ?? null
}
