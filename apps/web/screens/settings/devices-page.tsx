import { useState } from 'react'
import { Badge, Button, LinkButton, List, ListRow, Section, Time } from '@keyward/ui'
import Smartphone from 'lucide-react/icons/smartphone'
import { paths } from '../../app/paths.ts'
import { useNow } from '../../app/use-now.ts'
import { messages } from '../../messages/messages.ts'
import { NewKeysDialog } from './new-keys-dialog.tsx'
import { Setting } from './setting.tsx'
import { type OwnDevice, useOwnDevices } from './use-own-devices.ts'
import { useRenewal } from './use-renewal.ts'

/** The member's own devices: approve a new one, take out a lost one. */
export function DevicesPage() {
  const text = messages.settings.devices
  const { devices, isTold, problem } = useOwnDevices()
  const [leaving, setLeaving] = useState<OwnDevice>()
  return (
    <Setting title={text.title} text={text.text} help="recovery">
      <Section title={text.list}>
        <List isCard label={text.list}>
          {devices.map((device) => (
            <ListRow
              key={device.deviceId}
              icon={<Smartphone />}
              title={device.name}
              trailing={
                <Trailing device={device} isTold={isTold} onRemove={() => setLeaving(device)} />
              }
            />
          ))}
        </List>
        {problem === undefined ? null : <p className="text-note text-soft">{text.offline}</p>}
      </Section>
      <Section title={text.approve} description={text.approveText}>
        <LinkButton isWide tone="primary" href={paths.approve}>
          {text.approve}
        </LinkButton>
      </Section>
      {leaving === undefined ? null : (
        <RemoveDevice device={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </Setting>
  )
}

interface TrailingProps {
  readonly device: OwnDevice
  readonly isTold: boolean
  readonly onRemove: () => void
}

function Trailing({ device, isTold, onRemove }: TrailingProps) {
  const now = useNow()
  const text = messages.settings.devices
  if (device.isThis) return <Badge>{text.this}</Badge>
  return (
    <>
      {isTold ? <Time at={device.lastUsedAt} now={now} fallback={text.noSession} /> : null}
      <Button ariaLabel={text.removeLabel(device.name)} onPress={onRemove}>
        {text.remove}
      </Button>
    </>
  )
}

interface RemoveDeviceProps {
  readonly device: OwnDevice
  readonly onClose: () => void
}

function RemoveDevice({ device: { deviceId, name }, onClose }: RemoveDeviceProps) {
  const text = messages.settings.devices
  const remove = useRenewal((session, passphrase) =>
    session.removeOwnDevice({ deviceId, passphrase }),
  )
  return (
    <NewKeysDialog
      title={text.removeTitle(name)}
      text={text.removeText}
      submitLabel={text.submit}
      pendingLabel={text.pending}
      command={remove}
      onClose={onClose}
    />
  )
}
