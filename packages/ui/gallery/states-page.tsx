import Inbox from 'lucide-react/icons/inbox'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import {
  Badge,
  Banner,
  Button,
  Card,
  EmptyState,
  OfflineMark,
  Progress,
  Section,
  Skeleton,
  Spinner,
  Steps,
} from '../ui.ts'
import { PlainPage } from './plain-page.tsx'

export function StatesPage() {
  return (
    <PlainPage title="States">
      <Section title="Banners">
        <Banner
          tone="info"
          title="Turn on Allow AutoFill"
          action={<Button tone="plain">Open settings</Button>}
        >
          Apps then offer Keyward when they ask for a passkey.
        </Banner>
        <Banner tone="ok" title="The passkey is saved" />
        <Banner tone="warn" title="Waiting to sync">
          The passkey works on this phone. Others get it when you are online again.
        </Banner>
        <Banner tone="error" title="The server did not answer" action={<Button>Try again</Button>}>
          Nothing is lost: your change is kept on this phone.
        </Banner>
      </Section>
      <Section title="Badges and marks">
        <div className="flex flex-wrap items-center gap-3">
          <Badge>Collaborator</Badge>
          <Badge tone="brass">Ready to sign in</Badge>
          <Badge tone="ok">Verified</Badge>
          <Badge tone="warn" icon={<TriangleAlert />}>
            Needs attention
          </Badge>
          <Badge tone="error">Revoked</Badge>
          <OfflineMark count={3} label="Offline, 3 changes waiting" />
          <OfflineMark count={3} label="Offline, 3 changes waiting" isCompact />
          <Spinner label="Loading" />
          <Spinner size="large" />
        </div>
      </Section>
      <Section title="On the way">
        <Steps count={4} current={2} label="Step 2 of 4: Recovery kit" />
        <Progress label="Importing accounts" value={0.3} valueLabel="120 of 400" />
        <Progress label="Synchronising" />
      </Section>
      <Section title="Empty and loading">
        <Card isList>
          <EmptyState
            icon={<Inbox />}
            title="No account yet."
            action={<Button tone="primary">New account</Button>}
          >
            Accounts that you create or that are shared with you stand here.
          </EmptyState>
        </Card>
        <Card isList>
          <Skeleton label="Loading accounts" />
        </Card>
      </Section>
    </PlainPage>
  )
}
