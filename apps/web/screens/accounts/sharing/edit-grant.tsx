import type { AccountView, SharedPerson } from '@keyward/keyholder/commands'
import { Button, Sheet } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { messages } from '../../../messages/messages.ts'
import { LimitsPart } from './limits/limits-part.tsx'
import { RoleChoice } from './role-choice.tsx'
import { useEditGrant } from './use-edit-grant.ts'
import { SaidOpenly, WhatItMeans } from './what-it-means.tsx'

export interface EditGrantProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName' | 'relation'>
  readonly person: SharedPerson
  readonly onBack: () => void
  readonly onClose: () => void
}

const FORM = 'edit-grant'

/** Another role, or other limits, for somebody who has the account. */
export function EditGrant({ account, person, onBack, onClose }: EditGrantProps) {
  const text = messages.sharing
  const { roles, role, setRole, limits, save, submit } = useEditGrant(account, person, onClose)
  const isOther = role !== person.role
  const isUseOnly = role !== 'owner'
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.person.title(person.name, account.appName)}
      closeLabel={messages.app.close}
      footer={
        <>
          <Button type="submit" form={FORM} tone="primary" isWide isPending={save.isPending}>
            {text.person.save}
          </Button>
          <Button tone="plain" isWide onPress={onBack}>
            {messages.app.back}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {roles.length > 1 ? <RoleChoice {...{ roles, role }} onChange={setRole} /> : null}
        {isOther ? <WhatItMeans role={role} /> : null}
        {isUseOnly ? <LimitsPart {...limits.part} /> : null}
        {isOther ? <SaidOpenly role={role} /> : null}
        {isUseOnly && person.signInsUsed > 0 ? (
          <p className="text-note text-soft">{text.limits.counting}</p>
        ) : null}
        <Problem problem={save.problem} />
      </form>
    </Sheet>
  )
}
