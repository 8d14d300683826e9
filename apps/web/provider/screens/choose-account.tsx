import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { Button, SheetFrame } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import { AccountChoices } from '../parts/account-choices.tsx'
import { appNameOf } from '../parts/app-name.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { useSheet } from '../use-sheet.ts'
import type { AccountScreenProps } from './account.tsx'

interface ChooseAccountProps extends AccountScreenProps {
  readonly onNew: () => void
}

/** Create Passkey: an account that is there gets the passkey beside those it has, or a new one is made. */
export function ChooseAccountScreen({ stage, onNew }: ChooseAccountProps) {
  const text = provider.account
  const { desk, about, isBusy } = useSheet()
  const { question } = stage
  const first =
    question.matching.find(({ accountId }) => accountId === stage.preferred) ?? question.matching[0]
  const [chosen, setChosen] = useState<string | null>(first?.accountId ?? null)
  const save = (): void => {
    if (chosen !== null) desk.answer('account', { kind: 'existing', accountId: chosen })
  }
  const app = appNameOf(
    { ...about, app: question.prefilled.appName || about.app },
    question.matching.map(({ appName }) => appName),
  )
  const hasMatch = first !== undefined
  const newAccount = (
    <Button
      isWide
      tone={chosen === null ? 'primary' : 'quiet'}
      icon={<Plus />}
      hasFirstFocus={!hasMatch}
      isDisabled={isBusy}
      onPress={onNew}
    >
      {text.newAccount}
    </Button>
  )
  return (
    <SheetFrame
      title={text.title}
      asker={<AskedBy app={about.app === about.address ? app : undefined} />}
      onSubmit={save}
      primary={
        chosen === null ? undefined : (
          <Button type="submit" tone="primary" isWide isPending={isBusy} pendingLabel={text.saving}>
            {text.save}
          </Button>
        )
      }
      quiet={<Cancel />}
    >
      <AccountChoices question={question} value={chosen} onChange={setChosen} />
      <section className="flex flex-col gap-2">
        <h2 className="text-note font-medium text-soft">{text.newItem(app)}</h2>
        {newAccount}
      </section>
      {question.existing === 0 ? null : (
        <p className="text-note text-soft">{text.kept(question.existing)}</p>
      )}
    </SheetFrame>
  )
}
