import { useState } from 'react'
import type { ViewedInvitation } from '@keyward/keyholder/session'
import { Banner, Button, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { messages } from '../../messages/messages.ts'

/** Who joins. */
export interface JoinFields {
  readonly name: string
  readonly address: string
}

export interface JoinFormProps {
  readonly view: ViewedInvitation
  readonly fields: JoinFields
  readonly onChange: (fields: JoinFields) => void
  readonly onSubmit: () => void
}

/** What the invitation leads to, and the names to join with. */
export function JoinForm({ view, fields, onChange, onSubmit }: JoinFormProps) {
  const { join: text, roles, missing } = messages.firstRun
  const [isAsked, setAsked] = useState(false)
  const errorOf = (value: string) => (isAsked && value.trim() === '' ? missing : undefined)
  const submit = (): void => {
    setAsked(true)
    if (fields.name.trim() !== '' && fields.address.trim() !== '') onSubmit()
  }
  const found = text.found(view.folded.state.name, roles[view.role])
  return (
    <Form onSubmit={submit}>
      <Banner tone={view.isVouchedFor ? 'ok' : 'warn'} title={found}>
        {view.isVouchedFor ? text.vouched : text.notVouched}
      </Banner>
      <TextField
        hasFirstFocus
        isRequired
        label={text.name}
        description={text.nameText}
        autoComplete="name"
        maxLength={100}
        value={fields.name}
        onChange={(name) => onChange({ ...fields, name })}
        error={errorOf(fields.name)}
      />
      <TextField
        isRequired
        label={text.address}
        description={text.addressText}
        autoComplete="username"
        inputMode="email"
        maxLength={200}
        value={fields.address}
        onChange={(address) => onChange({ ...fields, address })}
        error={errorOf(fields.address)}
      />
      <Button type="submit" tone="primary" isWide>
        {text.next}
      </Button>
    </Form>
  )
}
