import type { AccountView, SharedPerson } from '@keyward/keyholder/commands'
import { Card, Section } from '@keyward/ui'
import { useMember } from '../../../app/use-member.ts'
import { useNow } from '../../../app/use-now.ts'
import { messages } from '../../../messages/messages.ts'
import { limitsInWords } from './limits/words.ts'
import { listed } from './listed.ts'
import { type Readiness, readinessOf } from './readiness.ts'
import { ReadinessBadge } from './readiness-badge.tsx'
import { useSharing } from './use-sharing.ts'

/** For somebody who signs in without the key: what they may do, how often still, and whom to ask. */
export function UseOnly({ account }: { readonly account: AccountView }) {
  const text = messages.sharing
  const now = useNow()
  const { memberId } = useMember()
  const { data } = useSharing(account.accountId)
  const me = data?.people.find((person) => person.memberId === memberId)
  if (data === undefined || me === undefined || me.role === 'owner') return null
  const { limits, signInsUsed } = me
  const words = limits === null ? [] : limitsInWords(limits, { now, used: signInsUsed })
  const owners = data.people.filter(({ role }) => role === 'owner').map(({ name }) => name)
  const readiness = ownReadiness(me, now)
  const isWaiting = readiness?.state === 'waiting'
  return (
    <Section title={text.own.title}>
      <Card>
        <div className="flex flex-col gap-2 text-body">
          <p>{text.own[me.role]}</p>
          {readiness === undefined ? null : (
            <p>
              <ReadinessBadge readiness={readiness} />
            </p>
          )}
          {isWaiting ? <p className="text-note text-soft">{text.ready.ownWaitingText}</p> : null}
          {words.length === 0 ? null : (
            <ul aria-label={text.limits.title} className="flex list-disc flex-col gap-1 pl-4">
              {words.map((word) => (
                <li key={word}>{word}</li>
              ))}
            </ul>
          )}
          <p className="text-note text-soft">
            {owners.length === 0 ? text.own.askNobody : text.own.ask(listed(owners))}
          </p>
        </div>
      </Card>
    </Section>
  )
}

/** Nothing is said where this device does not know. */
function ownReadiness(me: SharedPerson, now: number): Readiness | undefined {
  const readiness = readinessOf(me, now)
  return readiness?.state === 'no-device' ? undefined : readiness
}
