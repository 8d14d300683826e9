import type { PasskeyView } from '@keyward/keyholder/commands'
import { Badge, Breakable, Button, KeyMark, Time } from '@keyward/ui'
import Ban from 'lucide-react/icons/ban'
import CircleHelp from 'lucide-react/icons/circle-help'
import Trash from 'lucide-react/icons/trash-2'
import type { ReactNode } from 'react'
import { messages } from '../../../messages/messages.ts'
import { useNow } from '../../../app/use-now.ts'
import { PasskeyMenu } from './passkey-menu.tsx'
import { type PasskeyActions, usePasskeyActions } from './use-passkey-actions.ts'

export interface PasskeyItemProps {
  readonly accountId: string
  readonly passkey: PasskeyView
  readonly mayEdit: boolean
  readonly peopleCount: number
  /** From the activity; undefined while it can't be asked. */
  readonly lastUse: { readonly at: number; readonly who: string } | undefined
  readonly isUnconfirmed: boolean
}

/** One passkey: what it is called, where it works, and when it was used and by whom. */
export function PasskeyItem(props: PasskeyItemProps) {
  const text = messages.accounts.passkeys
  const { accountId, passkey, mayEdit, peopleCount } = props
  const actions = usePasskeyActions(accountId, passkey.credentialId)
  return (
    <li className="flex flex-wrap items-start gap-x-3 py-3 pr-1.5 pl-4">
      <span className={`pt-0.5 ${passkey.status === 'active' ? '' : 'opacity-55'}`}>
        <KeyMark />
      </span>
      <div className="flex min-w-0 flex-1 basis-32 flex-col gap-1 py-px text-note text-soft">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3 className="min-w-0 text-body font-medium text-ink">
            <Breakable>{passkey.name || text.unnamed}</Breakable>
          </h3>
          <State {...props} />
        </div>
        <p>
          <Breakable>{text.worksAt(passkey.rpId)}</Breakable>
        </p>
        <Uses {...props} />
        {passkey.status === 'deleted' ? null : <p>{text.people(peopleCount)}</p>}
        {mayEdit ? <WhatNow {...props} actions={actions} /> : null}
      </div>
      {mayEdit ? <PasskeyMenu passkey={passkey} actions={actions} /> : null}
    </li>
  )
}

function State({ passkey: { status }, isUnconfirmed }: PasskeyItemProps) {
  const text = messages.accounts.passkeys
  if (status === 'deleted') return <Badge icon={<Trash />}>{text.deleted}</Badge>
  if (status === 'quarantined')
    return (
      <Badge tone="warn" icon={<Ban />}>
        {text.quarantined}
      </Badge>
    )
  if (!isUnconfirmed) return null
  return (
    <Badge tone="warn" icon={<CircleHelp />}>
      {text.unconfirmed}
    </Badge>
  )
}

function Uses({ passkey, lastUse }: PasskeyItemProps) {
  const text = messages.accounts.passkeys
  const now = useNow()
  const { locale } = messages.app
  const usedAt = Math.max(passkey.lastUsedAt ?? 0, lastUse?.at ?? 0)
  return (
    <p>
      {text.created}{' '}
      <Time at={passkey.createdAt} {...{ now, locale }} fallback={text.unknownTime} />
      {' · '}
      {usedAt === 0 ? (
        text.neverUsed
      ) : (
        <>
          {text.used} <Time at={usedAt} {...{ now, locale }} fallback={text.unknownTime} />
          {lastUse === undefined ? null : ` ${text.usedBy(lastUse.who)}`}
        </>
      )}
    </p>
  )
}

interface WhatNowProps extends PasskeyItemProps {
  readonly actions: PasskeyActions
}

/** What a state means, and what to do about it. */
function WhatNow({ passkey: { status }, isUnconfirmed, actions }: WhatNowProps) {
  const text = messages.accounts.passkeys
  if (status === 'quarantined')
    return (
      <Advice text={text.quarantinedText}>
        <Button isPending={actions.release.isPending} onPress={() => void actions.release.run()}>
          {text.again}
        </Button>
      </Advice>
    )
  if (status === 'deleted' || !isUnconfirmed) return null
  return (
    <Advice text={text.unconfirmedText}>
      <Button isPending={actions.confirm.isPending} onPress={() => void actions.confirm.run()}>
        {text.confirm}
      </Button>
    </Advice>
  )
}

function Advice({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2 pt-1">
      <p>{text}</p>
      {children}
    </div>
  )
}
