import { memberReport, type SeenAccount } from '@keyward/keyholder/commands'
import { AppIcon, Badge, List, ListRow, Section } from '@keyward/ui'
import { paths } from '../../app/paths.ts'
import { useGo } from '../../app/use-go.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'

const text = messages.members.member

/** What a member has had the keys of, among the accounts of this device. */
export function Seen({ memberId }: { readonly memberId: string }) {
  const { data } = useView(views.memberReport(memberId), (desk) => memberReport(desk, memberId))
  if (data === undefined) return null
  return (
    <Section title={text.seen} description={data.length === 0 ? undefined : text.seenText}>
      {data.length === 0 ? (
        <p className="text-body text-soft">{text.seenNone}</p>
      ) : (
        <SeenList seen={data} />
      )}
    </Section>
  )
}

/** Accounts, each with how many of its passkeys were seen. */
function SeenList({ seen }: { readonly seen: readonly SeenAccount[] }) {
  const go = useGo()
  return (
    <List isCard label={text.seen}>
      {seen.map(({ accountId, appName, username, passkeys, isOwner }) => (
        <ListRow
          key={accountId}
          icon={<AppIcon name={appName} />}
          title={appName}
          subtitle={username}
          href={paths.account(accountId)}
          onAction={() => go(paths.account(accountId))}
          trailing={
            <>
              {text.seenAccount(passkeys.length)}
              {isOwner ? <Badge>{text.stillOwner}</Badge> : null}
            </>
          }
        />
      ))}
    </List>
  )
}
