import { useState } from 'react'
import {
  AppIcon,
  Badge,
  Card,
  type DataSort,
  DataTable,
  Disclosure,
  EmptyState,
  KeyMark,
  KeyValue,
  KeywardMark,
  MonoBlock,
  PropertyRow,
  QrCode,
  Section,
  Time,
  Wordmark,
} from '../ui.ts'
import { PlainPage } from './plain-page.tsx'

const NOW = Date.UTC(2026, 10, 22, 14, 5)
const HOUR = 3_600_000
const APPS = [
  'Perch',
  'Wren Bank',
  'Acme Cloud',
  'Zeit',
  'Über',
  'Δelta',
  'かもめ',
  '42',
  'Lumen',
  'Orchard Mail',
  'Sable',
  'Finch',
]
const MEMBERS = [
  { id: 'dana', name: 'Dana Okafor', role: 'Admin', seen: NOW - 2 * HOUR, signIns: 128 },
  { id: 'bo', name: 'Bo Lindqvist', role: 'Login-Only', seen: NOW - 50 * HOUR, signIns: 7 },
]

export function FactsPage() {
  return (
    <PlainPage title="Facts and marks">
      <Properties />
      <Tables />
      <Marks />
    </PlainPage>
  )
}

function Properties() {
  const [isShown, setShown] = useState(false)
  return (
    <Section title="Properties">
      <Card isList>
        <PropertyRow
          label="Username"
          value="studio@acme.example"
          copy={{ label: 'Copy username', onCopy: () => {} }}
        />
        <PropertyRow
          label="Password"
          isMono
          value={isShown ? 'Tr0ub4dor&3' : '••••••••••••'}
          reveal={{
            label: isShown ? 'Hide password' : 'Show password',
            isShown,
            onToggle: () => setShown(!isShown),
          }}
          copy={{ label: 'Copy password', onCopy: () => {} }}
        />
        <PropertyRow
          label="Last used"
          value={
            <Time
              at={NOW - 2 * HOUR}
              now={NOW}
              fallback="Never"
              shows="both"
              locale="en-GB"
              timeZone="UTC"
            />
          }
        />
      </Card>
      <Details />
    </Section>
  )
}

function Tables() {
  return (
    <Section title="Tables">
      <Members />
      <DataTable
        label="Teams"
        columns={[{ id: 'name', header: 'Name', render: () => null }]}
        rows={[]}
        rowId={() => ''}
        empty={<EmptyState title="No team yet." />}
      />
    </Section>
  )
}

function Marks() {
  return (
    <Section title="Marks">
      <div className="flex flex-wrap items-center gap-4">
        <Wordmark name="Keyward" />
        <KeywardMark className="size-4" label="Keyward, 16" />
        <KeywardMark className="size-12" label="Keyward, 48" />
        <KeyMark label="Passkey" />
        <KeyMark label="Passkey, large" size="large" />
        <Badge tone="brass" icon={<KeyMark />}>
          Passkey
        </Badge>
      </div>
      <div className="flex flex-wrap gap-3">
        {APPS.map((name) => (
          <AppIcon key={name} name={name} />
        ))}
        <AppIcon name="Perch" size="small" />
        <AppIcon name="Perch" size="large" />
      </div>
      <QrCode
        value="keyward:recovery:0123456789abcdef0123456789abcdef"
        label="Recovery kit as a QR code"
      />
    </Section>
  )
}

function Members() {
  const [sort, setSort] = useState<DataSort>({ column: 'name', direction: 'ascending' })
  return (
    <DataTable
      label="Members"
      columns={[
        { id: 'name', header: 'Name', render: ({ name }) => name, isSortable: true },
        { id: 'role', header: 'Role', render: ({ role }) => <Badge>{role}</Badge> },
        {
          id: 'seen',
          header: 'Last seen',
          render: ({ seen }) => (
            <Time at={seen} now={NOW} fallback="Never" locale="en" timeZone="UTC" />
          ),
          isSortable: true,
        },
        { id: 'signIns', header: 'Sign-ins', render: ({ signIns }) => signIns, align: 'end' },
      ]}
      rows={MEMBERS}
      rowId={({ id }) => id}
      sort={sort}
      onSort={setSort}
      onRowAction={() => {}}
      empty={null}
    />
  )
}

function Details() {
  return (
    <>
      <KeyValue
        rows={[
          { id: 'version', label: 'Version', value: '0.1.0' },
          {
            id: 'created',
            label: 'Created',
            value: (
              <Time
                at={NOW}
                now={NOW}
                fallback="Never"
                shows="absolute"
                locale="en-GB"
                timeZone="UTC"
              />
            ),
          },
        ]}
      />
      <MonoBlock label="Fingerprint" copyLabel="Copy fingerprint" onCopy={() => {}}>
        9f86 d081 884c 7d65 9a2f eaa0 c55a d015
      </MonoBlock>
      <Disclosure title="What does the app see">
        The app sees that a passkey was used, and nothing of your team.
      </Disclosure>
    </>
  )
}
