import { useState } from 'react'
import { Button, SheetFrame } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { NewAccountFields } from '../parts/new-account-fields.tsx'
import { firstFields, isLast } from '../parts/new-fields.ts'
import { useUsernameCheck } from '../parts/use-username-check.ts'
import { useSheet } from '../use-sheet.ts'
import type { AccountScreenProps } from './account.tsx'

interface CreateAccountProps extends AccountScreenProps {
  readonly onBack: () => void
}

/** Create Account: filled in from the request, with a username that no other account of the app has. */
export function CreateAccountScreen({ stage, onBack }: CreateAccountProps) {
  const text = provider.newAccount
  const { desk, isBusy } = useSheet()
  const { question } = stage
  const { rpIds } = question.prefilled
  const [fields, setFields] = useState(() => firstFields(stage))
  const { appName, username } = fields
  const known = useUsernameCheck(fields, question)
  const wasTaken = question.problem !== undefined && isLast(stage, fields)
  const [isUsernameFirst] = useState(wasTaken || username === '')
  const isTaken = known === 'taken' || wasTaken
  const isUnfit = isTaken || appName.trim() === ''
  const save = (): void => {
    if (!isUnfit) desk.answer('account', { kind: 'new', fields: { ...fields, rpIds } })
  }
  return (
    <SheetFrame
      title={text.title}
      asker={<AskedBy />}
      line={text.line}
      onSubmit={save}
      primary={
        <Button
          type="submit"
          tone="primary"
          isWide
          hasFirstFocus={!isUsernameFirst}
          isDisabled={isUnfit}
          isPending={isBusy}
          pendingLabel={text.saving}
        >
          {text.save}
        </Button>
      }
      quiet={
        <div className="grid grid-cols-2 gap-1">
          <Button tone="plain" isWide isDisabled={isBusy} onPress={onBack}>
            {text.back}
          </Button>
          <Cancel isAlone={false} />
        </div>
      }
    >
      <NewAccountFields
        fields={fields}
        onChange={(part) => setFields({ ...fields, ...part })}
        address={rpIds.join(', ')}
        username={isTaken ? 'taken' : known}
        isUsernameFirst={isUsernameFirst}
      />
    </SheetFrame>
  )
}
