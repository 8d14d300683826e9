import { admitFrame, type MessagePortLike } from '@keyward/channel'
import { useLayoutEffect, useRef } from 'react'
import type { Phone } from '../../shell/phone.ts'
import type { Surface } from '../../shell/state.ts'
import type { Origins } from '../load-simulation.ts'

interface KeywardFrameProps {
  readonly phone: Phone
  readonly surface: Surface
  readonly origins: Origins
  readonly as: string | undefined
}

/** Keyward's app, or its sheet, with the phone as its shell. */
export function KeywardFrame({ phone, surface, origins, as }: KeywardFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const origin = origins.keyward
  const { id } = phone.state().device
  useLayoutEffect(() => {
    const target = frame.current?.contentWindow
    if (!target) return undefined
    return admitFrame(window as never, {
      frame: target as never,
      origin,
      makeChannel: () => new MessageChannel() as never,
      onPort: (port: MessagePortLike) => phone.attach(surface, port),
    })
  }, [phone, surface, origin])
  const query = new URLSearchParams({ device: id, ...(as === undefined ? {} : { as }) })
  return (
    // oxlint-disable-next-line react/iframe-missing-sandbox -- it shows its own origin, which needs its storage and scripts
    <iframe
      ref={frame}
      title={surface === 'app' ? 'Keyward' : 'Keyward sheet'}
      name={`keyward-${surface}-${id}`}
      src={`${origin}${surface === 'app' ? '/' : '/provider'}?${query.toString()}`}
      className="min-h-0 w-full flex-1"
    />
  )
}
