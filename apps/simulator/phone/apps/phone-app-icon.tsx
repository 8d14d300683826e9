import { KeywardMark } from '@keyward/ui/sheet'
import type { AppId } from '../../shell/state.ts'

export const APP_NAMES: Readonly<Record<AppId, string>> = {
  keyward: 'Keyward',
  perch: 'Perch',
  browser: 'Browser',
  settings: 'Settings',
}

/** Drawn here, on a grid of 24: a bird on its perch, a globe, two sliders. */
const DRAWINGS: Readonly<Record<Exclude<AppId, 'keyward'>, string>> = {
  perch: 'M3 20h18M6 14c0-4 3-7 7-7 1-2 3-3 5-2l2 2-2 1c0 5-3 8-8 8H4l2-2M11 16v4M14 15v5',
  browser: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  settings:
    'M3 8h8M17 8h4M14 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M3 16h4M13 16h8M10 13a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
}

/** The icon of an app as the phone shows it. */
export function PhoneAppIcon({ app }: { readonly app: AppId }) {
  const tone = app === 'keyward' ? 'bg-action text-on-action' : 'bg-card text-ink'
  return (
    <span
      className={`flex size-14 shrink-0 items-center justify-center rounded-medium shadow-float ${tone}`}
    >
      {app === 'keyward' ? (
        <KeywardMark className="size-8" />
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden className="size-8">
          <path
            d={DRAWINGS[app]}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      )}
    </span>
  )
}
