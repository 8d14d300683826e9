import { useLayoutEffect, useRef } from 'react'
import { type Caller, perchApp } from '../../os/credential/caller.ts'
import { parseSystemMessage } from '../../os/credential/message.ts'
import type { Phone } from '../../shell/phone.ts'
import type { Origins } from '../load-simulation.ts'

interface PerchFrameProps {
  readonly phone: Phone
  readonly app: 'perch' | 'browser'
  readonly origins: Origins
}

/** Perch as an app of its own, or as a page in the phone's browser: only the frame tells which. */
export function PerchFrame({ phone, app, origins }: PerchFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null)
  const origin = origins.perch
  const { id, platform } = phone.state().device
  useLayoutEffect(() => {
    const hear = (event: MessageEvent<unknown>): void => {
      const target = frame.current?.contentWindow
      if (!target || event.source !== target || event.origin !== origin) return
      const message = parseSystemMessage(event.data)
      if (message === undefined) return
      const caller: Caller =
        app === 'perch' ? { kind: 'app', app: perchApp(origin) } : { kind: 'page', origin }
      phone.hear(app, caller, message, (answer) =>
        target.postMessage({ perch: 'system', id: message.id, ...answer }, origin),
      )
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [phone, app, origin])
  return (
    // oxlint-disable-next-line react/iframe-missing-sandbox -- it shows its own origin, which needs its storage and scripts
    <iframe
      ref={frame}
      title={app === 'perch' ? 'Perch' : 'Web page'}
      name={`${app}-${id}`}
      src={app === 'perch' ? `${origin}/app?platform=${platform}` : `${origin}/`}
      className="min-h-0 w-full flex-1"
    />
  )
}
