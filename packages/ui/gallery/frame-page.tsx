import Activity from 'lucide-react/icons/activity'
import Plus from 'lucide-react/icons/plus'
import Settings from 'lucide-react/icons/settings'
import UsersRound from 'lucide-react/icons/users-round'
import { useState } from 'react'
import {
  AppFrame,
  AppIcon,
  Badge,
  Button,
  Card,
  Column,
  ContextMenu,
  IconButton,
  KeyMark,
  List,
  ListAndDetail,
  ListRow,
  type MenuPoint,
  OfflineMark,
  PageHeader,
  PropertyRow,
  ScrollRow,
  SearchField,
  Section,
  TextLink,
  Wordmark,
} from '../ui.ts'

const ITEMS = [
  { id: 'accounts', label: 'Accounts', href: '?page=frame', icon: <UsersRound />, isCurrent: true },
  { id: 'activity', label: 'Activity', href: '?page=states', icon: <Activity />, isCurrent: false },
  {
    id: 'settings',
    label: 'Settings',
    href: '?page=fields',
    icon: <Settings />,
    isCurrent: false,
    badge: <Badge>2</Badge>,
  },
]

/** The frame with a list and a detail: `&shows=detail` is what a phone shows after a choice. */
export function FramePage() {
  const shows = new URLSearchParams(location.search).get('shows') === 'detail' ? 'detail' : 'list'
  return (
    <AppFrame
      items={ITEMS}
      navLabel="Main"
      skipLabel="Skip to content"
      brand={<Wordmark name="Keyward" />}
      aside={<span className="text-note text-soft">Dana Okafor, Admin</span>}
      notice={<OfflineMark count={3} label="Offline, 3 changes waiting" />}
    >
      <ListAndDetail
        listLabel="Accounts"
        detailLabel="Account"
        shows={shows}
        list={<Accounts />}
        detail={<Account />}
      />
    </AppFrame>
  )
}

const FILTERS = ['All', 'Has a passkey', 'Could have one', 'Shared with me', 'Needs attention']

const APPS = [
  'Perch',
  'Perch Ads',
  'Wren Bank',
  'Acme Cloud',
  'Orchard Mail',
  'Lumen',
  'Sable',
  'Finch',
  'Zeit',
  'Osprey',
  'Larder',
  'Quill',
]

function Accounts() {
  const [query, setQuery] = useState('')
  const [point, setPoint] = useState<MenuPoint | null>(null)
  return (
    <Column
      header={
        <PageHeader title="Accounts" actions={<IconButton label="New account" icon={<Plus />} />} />
      }
      dock={
        <div className="flex flex-col gap-2">
          <SearchField
            label="Search accounts"
            clearLabel="Clear search"
            value={query}
            onChange={setQuery}
          />
          <ScrollRow label="Which accounts" backLabel="Filters before these" onLabel="More filters">
            {FILTERS.map((name) => (
              <li key={name} className="shrink-0 whitespace-nowrap">
                <TextLink href="?page=frame">{name}</TextLink>
              </li>
            ))}
          </ScrollRow>
        </div>
      }
    >
      <List label="Accounts">
        {APPS.map((name, index) => (
          <ListRow
            key={name}
            title={name}
            subtitle={`${name.toLowerCase().replace(' ', '.')}@acme-studio.example`}
            icon={<AppIcon name={name} />}
            trailing={
              index % 3 === 0 ? (
                <>
                  <KeyMark label="Has a passkey" />2 h ago
                </>
              ) : (
                'Never used'
              )
            }
            isSelected={index === 0}
            place={{ index: index + 1, count: APPS.length }}
            href="?page=frame&shows=detail"
            onMenu={setPoint}
          />
        ))}
      </List>
      <ContextMenu
        label="Actions for this account"
        actions={[{ id: 'open', label: 'Open', onAction: () => {} }]}
        point={point}
        onClose={() => setPoint(null)}
      />
    </Column>
  )
}

function Account() {
  return (
    <Column
      header={
        <PageHeader
          title="Perch"
          icon={<AppIcon name="Perch" size="large" />}
          description="studio@acme.example"
          back={{ href: '?page=frame', label: 'Accounts' }}
          actions={<Button>Edit account</Button>}
        />
      }
    >
      <div className="flex flex-col gap-6 pb-8">
        <Section title="Passkeys">
          <List label="Passkeys of Perch" isCard>
            <ListRow
              icon={<KeyMark />}
              title="Team key"
              subtitle="Used 2 h ago by Dana"
              trailing="3 people"
              onAction={() => {}}
            />
            <ListRow icon={<KeyMark />} title="Backup" subtitle="Never used" onAction={() => {}} />
          </List>
        </Section>
        <Section title="Sign-in">
          <Card isList>
            <PropertyRow
              label="Username"
              value="studio@acme.example"
              copy={{ label: 'Copy username', onCopy: () => {} }}
            />
          </Card>
        </Section>
      </div>
    </Column>
  )
}
