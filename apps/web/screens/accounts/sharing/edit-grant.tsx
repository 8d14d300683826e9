import type { AccountView, SharedPerson } from '@keyward/keyholder/commands'
import { Button } from '@keyward/ui'
import { messages } from '../../../messages/messages.ts'
import { GrantSheet } from './grant-sheet.tsx'
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

/** Another role, or other limits, for somebody who has the account. */
export function EditGrant({ account, person, onBack, onClose }: EditGrantProps) {
  const { roles, role, setRole, limits, save, submit } = useEditGrant(account, person, onClose)
  const isOther = role !== person.role
  const isUseOnly = role !== 'owner'
  return (
    <GrantSheet
      grantee={person.name}
      granted={account.appName}
      {...{ save, onClose }}
      onSubmit={submit}
      other={
        <Button tone="plain" isWide onPress={onBack}>
          {messages.app.back}
        </Button>
      }
    >
      {roles.length > 1 ? <RoleChoice {...{ roles, role }} onChange={setRole} /> : null}
      {isOther ? <WhatItMeans role={role} /> : null}
      {isUseOnly ? <LimitsPart {...limits.part} /> : null}
      {isOther ? <SaidOpenly holdsKey={!isUseOnly} /> : null}
      {isUseOnly && person.signInsUsed > 0 ? (
        <p className="text-note text-soft">{messages.sharing.limits.counting}</p>
      ) : null}
    </GrantSheet>
  )
}
