import { useState } from 'react'
import type { AccountView, SharedPerson } from '@keyward/keyholder/commands'
import { Banner, Button, KeyValue, type KeyValueProps, Sheet } from '@keyward/ui'
import { useNow } from '../../../app/use-now.ts'
import { messages } from '../../../messages/messages.ts'
import { EditGrant } from './edit-grant.tsx'
import { EndSharing } from './end-sharing.tsx'
import type { GivenBy } from './given-by.ts'
import { limitsInWords } from './limits/words.ts'
import { OpenWindow } from './open-window.tsx'
import { readinessOf } from './readiness.ts'

export interface PersonSheetProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName' | 'relation'>
  readonly person: SharedPerson
  /** By what the person has it; undefined for who was given it by name. */
  readonly by: GivenBy | undefined
  /** Limits and what is left are not known here now, and limits can't be changed unseen. */
  readonly isOffline: boolean
  readonly onClose: () => void
}

/** What one person may do with the account, how much of it is used, and the ways to change or end it. */
export function PersonSheet({ account, person, by, isOffline, onClose }: PersonSheetProps) {
  const text = messages.sharing
  const [isEditing, setEditing] = useState(false)
  const [isEnding, setEnding] = useState(false)
  const { name, role, hasSeenKey, limits } = person
  const isUseOnly = role !== 'owner'
  const isUnknown = isUseOnly && isOffline
  if (isEditing)
    return <EditGrant {...{ account, person }} onClose={onClose} onBack={() => setEditing(false)} />
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.person.title(name, account.appName)}
      closeLabel={messages.app.close}
      footer={
        <>
          {isUnknown ? null : (
            <Button isWide onPress={() => setEditing(true)}>
              {text.person.edit}
            </Button>
          )}
          <Button tone="danger" isWide onPress={() => setEnding(true)}>
            {text.person.revoke}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {hasSeenKey && isUseOnly ? (
          <Banner tone="warn" title={text.person.seenTitle(name)} isAnnounced={false}>
            {text.person.seenText}
          </Banner>
        ) : null}
        {isUnknown ? (
          <Banner tone="info" title={text.person.offline} />
        ) : (
          <Facts {...{ person, by }} />
        )}
        {limits?.approval === true ? <OpenWindow {...{ account, person }} /> : null}
      </div>
      {isEnding ? (
        <EndSharing {...{ account, person }} onClose={() => setEnding(false)} onEnded={onClose} />
      ) : null}
    </Sheet>
  )
}

function Facts({ person, by }: Pick<PersonSheetProps, 'person' | 'by'>) {
  const text = messages.sharing
  const now = useNow()
  const { role, limits, signInsUsed, deals } = person
  const words = limits === null ? [] : limitsInWords(limits, { now, used: signInsUsed })
  const rows: KeyValueProps['rows'][number][] = [
    { id: 'role', label: text.person.role, value: text.roles[role] },
  ]
  if (by !== undefined) {
    const { byCollection } = messages.collections.ofAccount
    const label = by.kind === 'team' ? text.team.byTeam : byCollection
    rows.push({ id: 'by', label, value: by.name })
  }
  if (role === 'owner') return <KeyValue rows={rows} />
  const limit =
    words.length === 0 ? (
      text.limits.none
    ) : (
      <ul className="flex list-disc flex-col gap-0.5 pl-4">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    )
  rows.push(
    { id: 'limits', label: text.person.limits, value: limit },
    { id: 'use', label: text.person.use, value: text.ready.used(signInsUsed) },
    ...deals.map((deal, index) => ({
      id: `device-${index}`,
      label: deal.deviceName,
      value: stateOf(deal),
    })),
  )
  const readiness = readinessOf(person, now)
  const why =
    readiness?.state === 'waiting'
      ? text.ready.waitingText
      : readiness?.state === 'no-device'
        ? text.ready.noDeviceText
        : readiness?.state === 'low'
          ? text.ready.lowText
          : undefined
  return (
    <div className="flex flex-col gap-2">
      <KeyValue rows={rows} />
      {why === undefined ? null : <p className="text-note text-soft">{why}</p>}
    </div>
  )
}

function stateOf({ state, left }: SharedPerson['deals'][number]): string {
  const text = messages.sharing.ready
  if (state === 'waiting') return text.waiting
  if (left === null) return text.ready
  return state === 'low' ? text.low(left) : text.left(left)
}
