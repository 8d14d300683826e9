import { TextField } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import { useSheet } from '../use-sheet.ts'
import type { NewFields } from './new-fields.ts'
import type { UsernameState } from './use-username-check.ts'

export interface NewAccountFieldsProps {
  readonly fields: NewFields
  readonly onChange: (part: Partial<NewFields>) => void
  readonly address: string
  readonly username: UsernameState
  /** Where typing is wanted first. */
  readonly isUsernameFirst: boolean
}

/** The fields of Create Account. What is known of the username is said while it is typed. */
export function NewAccountFields(props: NewAccountFieldsProps) {
  const text = provider.newAccount
  const { isBusy } = useSheet()
  const { fields, onChange, address, username } = props
  return (
    <>
      <TextField
        label={text.appName}
        value={fields.appName}
        onChange={(appName) => onChange({ appName })}
        error={fields.appName.trim() === '' ? text.appMissing : undefined}
        isDisabled={isBusy}
        isRequired
        maxLength={200}
      />
      <TextField
        label={text.username}
        value={fields.username}
        onChange={(next) => onChange({ username: next })}
        error={username === 'taken' ? text.taken : undefined}
        description={username === 'free' ? text.free : undefined}
        checkingLabel={username === 'checking' ? text.checking : undefined}
        hasFirstFocus={props.isUsernameFirst}
        isDisabled={isBusy}
        maxLength={200}
      />
      <TextField
        label={text.displayName}
        value={fields.displayName}
        onChange={(displayName) => onChange({ displayName })}
        isDisabled={isBusy}
        maxLength={200}
      />
      <TextField label={text.address} value={address} onChange={ignore} isReadOnly />
    </>
  )
}

/** The address is what the app asks for: it can't be changed here. */
function ignore(): void {
  return undefined
}
