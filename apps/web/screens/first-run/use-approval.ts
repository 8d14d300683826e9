import { useEffect, useState } from 'react'
import type { Session } from '@keyward/keyholder/session'
import type { DeviceId } from '@keyward/workspace/chain'
import { problemOf, type ShownProblem } from '../../app/problem-of.ts'
import { type Command, useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'

/** How far an approval is. */
export type ShownApproval =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'code'; readonly code: string }
  | {
      readonly kind: 'found'
      readonly name: string
      /** It is one of the member's devices already, and locked. */
      readonly isKnown: boolean
      readonly digits: string | undefined
    }

interface Approval {
  readonly shown: ShownApproval
  readonly problem: ShownProblem | undefined
  readonly approve: Command<[], void>
}

/** The signed-in device's side of an approval, begun when the component is first shown. */
export function useApproval(
  by: 'code' | 'digits',
  onDone: (device: Pick<FoundDevice, 'name' | 'isKnown'>) => void,
): Approval {
  const { session } = useKeyholder()
  const [shown, setShown] = useState<ShownApproval>({ kind: 'waiting' })
  const [problem, setProblem] = useState<ShownProblem>()
  const [found, setFound] = useState<FoundDevice>()
  useEffect(() => {
    const stop = new AbortController()
    const offer = by === 'code' ? offerCode : offerDigits
    offer(session, setShown, stop.signal)
      .then((device) => stop.signal.aborted || setFound(device))
      .catch((error: unknown) => stop.signal.aborted || setProblem(problemOf(error)))
    return () => stop.abort()
  }, [session, by])
  const approve = useCommand(
    async () => {
      await found?.approve()
    },
    { onDone: () => onDone(found ?? { name: '', isKnown: false }) },
  )
  return { shown, problem, approve }
}

interface FoundDevice {
  readonly name: string
  readonly isKnown: boolean
  readonly approve: () => Promise<void>
}

type Show = (shown: ShownApproval) => void

async function offerCode(session: Session, show: Show, stop: AbortSignal): Promise<FoundDevice> {
  const approval = await session.approveByCode()
  if (!stop.aborted) show({ kind: 'code', code: approval.code })
  const device = await approval.device(stop)
  const found = { name: device.name, isKnown: isKnown(session, device) }
  if (!stop.aborted) show({ kind: 'found', ...found, digits: undefined })
  return { ...found, approve: () => approval.approve() }
}

async function offerDigits(session: Session, show: Show, stop: AbortSignal): Promise<FoundDevice> {
  const { digits, device, approve } = await session.approveByDigits(stop)
  const found = { name: device.name, isKnown: isKnown(session, device) }
  if (!stop.aborted) show({ kind: 'found', ...found, digits })
  return { ...found, approve }
}

function isKnown(session: Session, { deviceId }: { readonly deviceId: string }): boolean {
  return session.membership().state.devices.has(deviceId as DeviceId)
}
