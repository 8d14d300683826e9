import { useState } from 'react'
import { type AccountView, type RevealedSecret, revealSecrets } from '@keyward/keyholder/commands'
import { Button, Card, PropertyRow, SecretField, TextArea } from '@keyward/ui'
import Dices from 'lucide-react/icons/dices'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { PasswordSheet } from './password-sheet.tsx'
import type { AccountFormState } from './use-account-form.ts'

export interface SecretInputsProps {
  readonly account: AccountView | undefined
  readonly form: AccountFormState
}

/** The secrets. Those that are kept already are opened only to be changed, and the activity notes it. */
export function SecretInputs({ account, form }: SecretInputsProps) {
  const isKept = (secret: RevealedSecret): boolean =>
    account?.secrets.includes(secret) === true && form.secrets[secret] === undefined
  const open = (secret: RevealedSecret) => (value: string) => form.changeSecret(secret, value)
  const given = { account, form }
  return (
    <>
      {isKept('password') ? (
        <Kept {...given} secret="password" onOpen={open('password')} />
      ) : (
        <PasswordInput {...given} />
      )}
      {isKept('one-time-code') ? (
        <Kept {...given} secret="one-time-code" onOpen={open('one-time-code')} />
      ) : (
        <SeedInput {...given} />
      )}
      {isKept('note') ? (
        <Kept {...given} secret="note" onOpen={open('note')} />
      ) : (
        <TextArea
          label={messages.accountForm.fields.notes}
          value={form.secrets.note ?? ''}
          onChange={open('note')}
          maxLength={10_000}
        />
      )}
    </>
  )
}

function PasswordInput({ form }: SecretInputsProps) {
  const text = messages.accountForm
  const [isMaking, setMaking] = useState(false)
  const set = (value: string): void => form.changeSecret('password', value)
  return (
    <div className="flex flex-col items-stretch gap-2">
      <SecretField
        label={text.fields.password}
        value={form.secrets.password ?? ''}
        onChange={set}
        showLabel={messages.accounts.show(text.fields.password.toLowerCase())}
        hideLabel={messages.accounts.hide(text.fields.password.toLowerCase())}
        autoComplete="new-password"
      />
      <div>
        <Button icon={<Dices />} onPress={() => setMaking(true)}>
          {text.generator.open}
        </Button>
      </div>
      <PasswordSheet isOpen={isMaking} onOpenChange={setMaking} onUse={set} />
    </div>
  )
}

function SeedInput({ form }: SecretInputsProps) {
  const text = messages.accountForm
  return (
    <SecretField
      label={text.seed}
      description={text.seedText}
      error={form.errors['one-time-code']}
      value={form.secrets['one-time-code'] ?? ''}
      onChange={(value) => form.changeSecret('one-time-code', value)}
      showLabel={messages.accounts.show(text.seed.toLowerCase())}
      hideLabel={messages.accounts.hide(text.seed.toLowerCase())}
    />
  )
}

interface KeptProps extends SecretInputsProps {
  readonly secret: RevealedSecret
  readonly onOpen: (value: string) => void
}

const NAMES = { password: 'password', 'one-time-code': 'oneTimeCodeSeed', note: 'notes' } as const

/** A secret that stays as it is unless it is opened. */
function Kept({ account, secret, onOpen }: KeptProps) {
  const text = messages.accountForm
  const desk = useDesk()
  const name = text.fields[NAMES[secret]]
  const open = useCommand(
    async () => (await revealSecrets(desk, account?.accountId ?? '', [secret]))[secret] ?? '',
    { onDone: onOpen, failed: 'toast' },
  )
  return (
    <Card isList>
      <PropertyRow
        label={name}
        value={text.kept}
        action={
          <Button isPending={open.isPending} onPress={() => void open.run()}>
            {text.change(name)}
          </Button>
        }
      />
    </Card>
  )
}
