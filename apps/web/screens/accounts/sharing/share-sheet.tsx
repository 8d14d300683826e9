import type { AccountView, SharingView } from '@keyward/keyholder/commands'
import { Banner, Button, Sheet } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { messages } from '../../../messages/messages.ts'
import { LeftOut } from './left-out.tsx'
import { LimitsPart } from './limits/limits-part.tsx'
import { RoleChoice } from './role-choice.tsx'
import { isNarrowedBy, operatorsIn } from './roles.ts'
import { type AskedShare, type ShareForm, useShareForm } from './use-share-form.ts'
import { SaidOpenly, WhatItMeans } from './what-it-means.tsx'
import { WhoList } from './who-list.tsx'

export interface ShareSheetProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName' | 'passkeys'>
  readonly sharing: SharingView
  readonly asked?: AskedShare | undefined
  readonly onClose: () => void
  readonly onShared?: () => void
}

const FORM = 'share-account'

/** Gives the account to people and teams: who, as what, and within which limits. */
export function ShareSheet({ account, sharing, asked, onClose, onShared }: ShareSheetProps) {
  const text = messages.sharing
  const form = useShareForm(account, sharing, asked, () => {
    onShared?.()
    onClose()
  })
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.shareTitle(account.appName)}
      closeLabel={messages.app.close}
      footer={
        form.role === undefined ? undefined : (
          <Button
            type="submit"
            form={FORM}
            tone="primary"
            isWide
            isDisabled={form.whom.length + form.teams.length === 0}
            isPending={form.share.isPending}
          >
            {submitText(form)}
          </Button>
        )
      }
    >
      {form.role === undefined ? (
        <p className="text-body text-soft">{text.noneLeft}</p>
      ) : (
        <form
          id={FORM}
          noValidate
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            form.submit()
          }}
        >
          <WhoList sharing={sharing} chosen={form.chosen} onChange={form.choose} />
          {form.teams.length === 0 ? null : (
            <p className="text-note text-soft">
              {text.teamLater} {form.role === 'manager' ? text.teamGuests : null}
            </p>
          )}
          <Fields {...{ account, sharing, form }} role={form.role} />
          <Problem problem={form.share.problem} />
        </form>
      )}
    </Sheet>
  )
}

interface FieldsProps extends Pick<ShareSheetProps, 'account' | 'sharing'> {
  readonly form: ShareForm
  readonly role: NonNullable<ShareForm['role']>
}

/** As what, what that means, and within which limits: Owners have none. */
function Fields({ account, sharing, form, role }: FieldsProps) {
  const isUseOnly = role !== 'owner'
  return (
    <>
      {form.roles.length > 1 || isUseOnly ? (
        <RoleChoice
          roles={form.roles}
          role={role}
          onChange={form.setRole}
          isNarrowed={isNarrowedBy(sharing, form.chosen)}
        />
      ) : (
        <p className="text-note text-soft">{messages.sharing.onlyOwner}</p>
      )}
      <WhatItMeans role={role} />
      {isUseOnly ? <Operators {...{ sharing, form }} /> : null}
      {isUseOnly ? <LeftOut {...{ account, sharing }} /> : null}
      {isUseOnly ? <LimitsPart {...form.limits.part} /> : null}
      <SaidOpenly role={role} />
    </>
  )
}

/** Those of the chosen who, with what they get, could take the key. */
function Operators({ sharing, form: { chosen } }: Pick<FieldsProps, 'sharing' | 'form'>) {
  const text = messages.sharing
  return operatorsIn(sharing, chosen).map(({ memberId, name }) => (
    <Banner key={memberId} tone="warn" title={text.operator} isAnnounced={false}>
      {text.operatorText(name)}
    </Banner>
  ))
}

function submitText({ whom, teams }: ShareForm): string {
  const text = messages.sharing
  const [only] = [...whom, ...teams]
  if (only === undefined) return text.submitNobody
  if (whom.length + teams.length === 1) return text.submit(only.name)
  return teams.length > 0 ? text.submitAll(teams.length, whom.length) : text.submitMany(whom.length)
}
