import { type AccountView, lastPasskeyUses, listUnconfirmed } from '@keyward/keyholder/commands'
import { Card, Disclosure, Section, TextLink } from '@keyward/ui'
import { paths } from '../../../app/paths.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { extension } from '../../../messages/en/extension.ts'
import { messages } from '../../../messages/messages.ts'
import { usePeople } from '../parts/use-people.ts'
import { CouldHave } from './could-have.tsx'
import { lastUseOf } from './last-use.ts'
import { PasskeyItem } from './passkey-item.tsx'

/** A phone asks where a passkey goes; in a browser it is the extension that does. */
const NONE =
  import.meta.env.MODE === 'extension' ? extension.noPasskey : messages.accounts.passkeys.none

export interface PasskeysProps {
  readonly account: AccountView
  readonly mayEdit: boolean
}

/** The passkeys of an account, and below them those that can still be restored. */
export function Passkeys({ account, mayEdit }: PasskeysProps) {
  const text = messages.accounts.passkeys
  const { accountId, passkeys, grants } = account
  const { session } = useKeyholder()
  const people = usePeople()
  const uses = useView(views.accountUses(accountId), () => lastPasskeyUses(session, { accountId }))
  const unconfirmed = useView(views.unconfirmedPasskeys, listUnconfirmed)
  const live = passkeys.filter(({ status }) => status !== 'deleted')
  const itemOf = (passkey: (typeof passkeys)[number]) => {
    const use = lastUseOf(passkey, live, uses.data ?? [])
    return (
      <PasskeyItem
        key={passkey.credentialId}
        {...{ accountId, passkey, mayEdit }}
        peopleCount={grants.length}
        lastUse={use && { at: use.at, who: people.ofMember(use.memberId) }}
        isUnconfirmed={
          unconfirmed.data?.some(({ credentialId }) => credentialId === passkey.credentialId) ===
          true
        }
      />
    )
  }
  const deleted = passkeys.filter(({ status }) => status === 'deleted')
  return (
    <Section title={text.title}>
      {live.length > 0 ? (
        <ul
          aria-label={text.list}
          className="divide-y divide-line rounded-medium border border-line bg-card"
        >
          {live.map(itemOf)}
        </ul>
      ) : (
        <Card>
          <CouldHave account={account} />
          <p className="text-body text-soft">{NONE}</p>
          <p className="pt-2 text-body">
            <TextLink href={paths.help('create-a-passkey')}>{text.help}</TextLink>
          </p>
        </Card>
      )}
      {deleted.length > 0 ? (
        <Disclosure title={text.deletedList(deleted.length)}>
          <ul className="divide-y divide-line rounded-medium border border-line bg-card">
            {deleted.map(itemOf)}
          </ul>
        </Disclosure>
      ) : null}
    </Section>
  )
}
