import { useState } from 'react'
import { Button, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { messages } from '../../messages/messages.ts'

/** What a workspace is made of, beside the passphrase. */
export interface CreateFields {
  readonly workspaceName: string
  readonly ownerName: string
  readonly address: string
  readonly setupCode: string
}

export interface CreateFormProps {
  readonly fields: CreateFields
  readonly onChange: (fields: CreateFields) => void
  /** Whether the server asks for a setup code. */
  readonly hasSetupCode: boolean
  readonly onSubmit: () => void
}

/** Names, the address to sign in with, and the server's setup code where it asks for one. */
export function CreateForm({ fields, onChange, hasSetupCode, onSubmit }: CreateFormProps) {
  const text = messages.firstRun.create
  const { missing } = messages.firstRun
  const [isAsked, setAsked] = useState(false)
  const needed = ['workspaceName', 'ownerName', 'address'] as const
  const names = hasSetupCode ? [...needed, 'setupCode' as const] : needed
  const tie = (name: keyof CreateFields) => ({
    value: fields[name],
    onChange: (value: string) => onChange({ ...fields, [name]: value }),
    error: isAsked && fields[name].trim() === '' ? missing : undefined,
    isRequired: true,
  })
  const submit = (): void => {
    setAsked(true)
    if (names.every((name) => fields[name].trim() !== '')) onSubmit()
  }
  return (
    <Form onSubmit={submit}>
      <TextField
        hasFirstFocus
        label={text.workspaceName}
        description={text.workspaceExample}
        maxLength={100}
        {...tie('workspaceName')}
      />
      <TextField
        label={text.ownerName}
        description={text.ownerNameText}
        autoComplete="name"
        maxLength={100}
        {...tie('ownerName')}
      />
      <TextField
        label={text.address}
        description={text.addressText}
        autoComplete="username"
        inputMode="email"
        maxLength={200}
        {...tie('address')}
      />
      {hasSetupCode ? (
        <TextField label={text.setupCode} description={text.setupCodeText} {...tie('setupCode')} />
      ) : null}
      <Button type="submit" tone="primary" isWide>
        {text.next}
      </Button>
    </Form>
  )
}
