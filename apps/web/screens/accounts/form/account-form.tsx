import type { AccountView } from '@keyward/keyholder/commands'
import { Button, LinkButton, TextField } from '@keyward/ui'
import { Form } from '../../../app/parts/form.tsx'
import { Problem } from '../../../app/parts/problem.tsx'
import { paths } from '../../../app/paths.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { Elsewhere } from './elsewhere.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { SecretInputs } from './secret-inputs.tsx'
import { DetailInputs } from './detail-inputs.tsx'
import { useWrongFocus } from './use-wrong-focus.ts'
import { useAccountForm } from './use-account-form.ts'

/** The fields of an account, new or not. */
export function AccountForm({ account }: { readonly account?: AccountView }) {
  const text = messages.accountForm
  const form = useAccountForm(account)
  const { policies } = useMember()
  const { texts, errors, change } = form
  const isNew = account === undefined
  const fields = useWrongFocus(form.wrongs)
  return (
    <div ref={fields}>
      <Form onSubmit={form.submit} label={isNew ? text.newTitle : text.editTitle(account.appName)}>
        <Elsewhere account={account} elsewhere={form.elsewhere} />
        <TextField
          label={text.fields.appName}
          description={text.appText}
          error={errors.appName}
          value={texts.appName}
          onChange={(value) => change('appName', value)}
          maxLength={200}
          isRequired
          hasFirstFocus={isNew}
        />
        <TextField
          label={text.fields.username}
          description={text.usernameText[policies.uniqueUsername]}
          error={errors.username}
          checkingLabel={form.isChecking ? text.usernameChecking : undefined}
          value={texts.username}
          onChange={(value) => change('username', value)}
          maxLength={500}
        />
        <SecretInputs account={account} form={form} />
        <DetailInputs form={form} />
        <Problem problem={form.save.problem} onRetry={form.submit} />
        <div className="flex flex-col-reverse gap-3 pb-8 roomy:flex-row roomy:justify-end">
          <LinkButton tone="plain" href={isNew ? paths.accounts : paths.account(account.accountId)}>
            {text.cancel}
          </LinkButton>
          <Button
            tone="primary"
            type="submit"
            isPending={form.save.isPending}
            pendingLabel={text.pending}
          >
            {isNew ? text.create : text.save}
          </Button>
        </div>
        <LeaveDialog leaving={form.leaving} />
      </Form>
    </div>
  )
}
