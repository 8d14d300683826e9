import type { AppInfo } from '@keyward/channel'
import { messages } from '../../messages/messages.ts'

export interface AutoFillPictureProps {
  readonly platform: AppInfo['platform']
}

/** A drawing of the phone's settings: where the switch for Keyward is. */
export function AutoFillPicture({ platform }: AutoFillPictureProps) {
  const { pictureIos, pictureAndroid } = messages.setUp.autoFill
  return (
    <svg
      viewBox="0 0 320 176"
      role="img"
      aria-label={platform === 'ios' ? pictureIos : pictureAndroid}
      className="w-full rounded-medium border border-line bg-well"
    >
      {platform === 'ios' ? <IosSettings /> : <AndroidSettings />}
    </svg>
  )
}

/** Grouped rows with a switch at the end of each. */
function IosSettings() {
  return (
    <>
      <rect x="96" y="20" width="128" height="10" rx="5" className="fill-line" />
      <rect x="24" y="44" width="272" height="44" rx="12" className="fill-card" />
      <rect x="40" y="61" width="120" height="10" rx="5" className="fill-edge" />
      <Toggle x={244} y={54} />
      <rect x="24" y="104" width="272" height="52" rx="12" className="fill-card" />
      <Mark x={40} y={116} />
      <text x="78" y="135" className="fill-ink text-[15px] font-medium">
        {messages.app.name}
      </text>
      <Toggle x={244} y={118} />
      <rect
        x="26"
        y="106"
        width="268"
        height="48"
        rx="10"
        className="fill-none stroke-brass"
        strokeWidth="3"
      />
    </>
  )
}

/** A list of services with a round choice before each. */
function AndroidSettings() {
  return (
    <>
      <rect x="24" y="20" width="168" height="14" rx="7" className="fill-edge" />
      <rect x="24" y="52" width="272" height="52" rx="20" className="fill-card" />
      <circle cx="48" cy="78" r="9" className="fill-none stroke-edge" strokeWidth="2" />
      <rect x="76" y="72" width="110" height="10" rx="5" className="fill-line" />
      <rect x="24" y="112" width="272" height="52" rx="20" className="fill-card" />
      <circle cx="48" cy="138" r="9" className="fill-none stroke-ink" strokeWidth="2" />
      <circle cx="48" cy="138" r="5" className="fill-ink" />
      <Mark x={76} y={124} />
      <text x="114" y="143" className="fill-ink text-[15px] font-medium">
        {messages.app.name}
      </text>
      <rect
        x="26"
        y="114"
        width="268"
        height="48"
        rx="18"
        className="fill-none stroke-brass"
        strokeWidth="3"
      />
    </>
  )
}

function Toggle({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <>
      <rect x={x} y={y} width="40" height="24" rx="12" className="fill-ok" />
      <circle cx={x + 28} cy={y + 12} r="10" className="fill-card" />
    </>
  )
}

function Mark({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(1.75)`}>
      <path
        d="M4.5 1h7A3.5 3.5 0 0 1 15 4.5v7a3.5 3.5 0 0 1-3.5 3.5H9v-3h3V9H9V4H7v11H4.5A3.5 3.5 0 0 1 1 11.5v-7A3.5 3.5 0 0 1 4.5 1Z"
        className="fill-ink"
      />
    </g>
  )
}
