import { useState } from 'react'
import type { DeviceId, WorkspaceState } from '@keyward/workspace/chain'
import { MonoBlock, Select } from '@keyward/ui'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useRead } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'

/** The number that this member compares with the one who lets it in: equal when nobody has interfered. */
export function SafetyNumber() {
  const text = messages.firstRun.waiting
  const { session } = useKeyholder()
  const { state } = session.membership()
  const devices = inviterDevices(state)
  const [chosen, setChosen] = useState<DeviceId | null>(devices[0]?.deviceId ?? null)
  const other = devices.find(({ deviceId }) => deviceId === chosen)
  return (
    <div className="flex flex-col gap-4 pt-2">
      <p className="text-body text-soft">{text.numberText}</p>
      <Select
        label={text.inviter}
        placeholder={text.inviter}
        choices={devices.map(({ deviceId, label }) => ({ value: deviceId, label }))}
        value={chosen}
        onChange={setChosen}
      />
      {other === undefined ? null : <NumberWith key={other.deviceId} other={other} />}
    </div>
  )
}

function NumberWith({ other }: { readonly other: Inviter }) {
  const { session } = useKeyholder()
  // Whoever waits to be let in has no desk yet.
  const { data, problem } = useRead(views.safetyNumber(other.deviceId), () =>
    session.safetyNumberWith(other),
  )
  if (problem !== undefined) return <Problem problem={problem} />
  if (data === undefined) return <Loading />
  return <MonoBlock label={messages.firstRun.waiting.numberTitle}>{data}</MonoBlock>
}

type Inviter = ReturnType<typeof inviterDevices>[number]

/** The devices of those who can let members in, the Owner's first. */
function inviterDevices({ devices, members, ownerId }: WorkspaceState) {
  return [...devices.values()]
    .flatMap((device) => {
      const { deviceId, memberId, name, removedAt } = device
      const member = members.get(memberId)
      if (removedAt !== null || member === undefined || !ADMITS.has(member.role)) return []
      return [{ deviceId, memberId, label: `${member.name} · ${name}` }]
    })
    .toSorted((a, b) => Number(b.memberId === ownerId) - Number(a.memberId === ownerId))
}

const ADMITS: ReadonlySet<string> = new Set(['owner', 'super-admin', 'admin'])
