import { useState } from 'react'
import { removeDevice } from '@keyward/keyholder/commands'
import { liveDevices, type Member } from '@keyward/workspace/chain'
import { Button, Dialog, IconButton, List, ListRow, Section } from '@keyward/ui'
import Smartphone from 'lucide-react/icons/smartphone'
import Trash from 'lucide-react/icons/trash-2'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'

const text = messages.members.member

export interface MemberDevicesProps {
  readonly member: Member
  /** One's own are removed in the settings, where new keys follow. */
  readonly isSelf: boolean
}

/** The devices of a member. */
export function MemberDevices({ member, isSelf }: MemberDevicesProps) {
  const { workspace, may } = useMember()
  const [leaving, setLeaving] = useState<Device>()
  const mayRemove = !isSelf && may('device.remove', { target: member, self: false })
  const devices = liveDevices(workspace, member.memberId)
  return (
    <Section title={text.devices}>
      {devices.length === 0 ? <p className="text-body text-soft">{text.noDevices}</p> : null}
      <List isCard label={text.devices}>
        {devices.map((device) => (
          <ListRow
            key={device.deviceId}
            icon={<Smartphone />}
            title={device.name}
            trailing={
              mayRemove && devices.length > 1 ? (
                <IconButton
                  label={text.removeDevice(device.name)}
                  icon={<Trash />}
                  onPress={() => setLeaving(device)}
                />
              ) : undefined
            }
          />
        ))}
      </List>
      {leaving === undefined ? null : (
        <RemoveDevice device={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </Section>
  )
}

type Device = ReturnType<typeof liveDevices>[number]

interface RemoveDeviceProps {
  readonly device: Device
  readonly onClose: () => void
}

function RemoveDevice({ device: { deviceId, name }, onClose }: RemoveDeviceProps) {
  const { session } = useKeyholder()
  const remove = useCommand(() => removeDevice(session, deviceId), {
    done: text.deviceRemoved,
    onDone: onClose,
  })
  return (
    <Dialog
      isAlert
      isOpen
      onOpenChange={() => remove.isPending || onClose()}
      title={text.removeDeviceTitle(name)}
      actions={
        <>
          <Button tone="plain" isDisabled={remove.isPending} onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" isPending={remove.isPending} onPress={() => void remove.run()}>
            {text.removeDeviceSubmit}
          </Button>
        </>
      }
    >
      <p>{text.removeDeviceText}</p>
      <Problem problem={remove.problem} />
    </Dialog>
  )
}
