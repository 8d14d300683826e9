import { TextArea, TextField } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import type { AccountFormState } from './use-account-form.ts'

/** Where the account belongs, and what it is found by. */
export function DetailInputs({ form }: { readonly form: AccountFormState }) {
  const text = messages.accountForm
  const { texts, errors, change } = form
  return (
    <>
      <TextArea
        label={text.fields.addresses}
        description={text.addressesText}
        error={errors.addresses}
        value={texts.addresses}
        onChange={(value) => change('addresses', value)}
        rows={2}
        maxLength={5000}
      />
      <TextField
        label={text.fields.labels}
        description={text.labelsText}
        value={texts.labels}
        onChange={(value) => change('labels', value)}
        maxLength={1000}
      />
      <TextField
        label={text.fields.displayName}
        value={texts.displayName}
        onChange={(value) => change('displayName', value)}
        maxLength={200}
      />
    </>
  )
}
