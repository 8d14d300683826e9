import Copy from 'lucide-react/icons/copy'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import type { ReactNode } from 'react'
import { IconButton } from '../actions/icon-button.tsx'
import { classes } from '../classes.ts'
import { Breakable } from '../words/breakable.tsx'

export interface PropertyRowProps {
  readonly label: string
  /** The value as shown. For a secret that is hidden, give dots and `hiddenLabel`. */
  readonly value: ReactNode
  /** Codes and passwords. */
  readonly isMono?: boolean | undefined
  readonly copy?: { readonly label: string; readonly onCopy: () => void } | undefined
  /** For a secret: the caller holds whether it is shown, and opens it only then. */
  readonly reveal?:
    | { readonly label: string; readonly isShown: boolean; readonly onToggle: () => void }
    | undefined
  /** Another action at the end. */
  readonly action?: ReactNode
}

/** One property of a thing, with what can be done with it. */
export function PropertyRow({ label, value, isMono, copy, reveal, action }: PropertyRowProps) {
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-end gap-1 py-1.5 pr-1.5 pl-4">
      <div className="min-w-0 flex-1 basis-32">
        <div className="text-note text-soft">{label}</div>
        <div
          className={classes('text-body break-words tabular-nums', isMono === true && 'font-mono')}
        >
          {typeof value === 'string' && isMono !== true ? <Breakable>{value}</Breakable> : value}
        </div>
      </div>
      {reveal === undefined ? null : (
        <IconButton
          label={reveal.label}
          icon={reveal.isShown ? <EyeOff /> : <Eye />}
          onPress={reveal.onToggle}
        />
      )}
      {copy === undefined ? null : (
        <IconButton label={copy.label} icon={<Copy />} onPress={copy.onCopy} />
      )}
      {action}
    </div>
  )
}
