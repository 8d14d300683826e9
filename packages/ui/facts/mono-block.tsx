import Copy from 'lucide-react/icons/copy'
import { IconButton } from '../actions/icon-button.tsx'

export interface MonoBlockProps {
  readonly children: string
  /** The name of what is shown: "Fingerprint". */
  readonly label: string
  /** With `onCopy`: the name of the button. */
  readonly copyLabel?: string | undefined
  readonly onCopy?: (() => void) | undefined
}

/** A code or a key, in letters that can't be mistaken for each other. */
export function MonoBlock({ children, label, copyLabel, onCopy }: MonoBlockProps) {
  return (
    <div className="relative flex items-start gap-1 rounded-medium bg-well">
      <span className="said">{label}</span>
      <code className="min-w-0 flex-1 self-center px-4 py-2.5 font-mono text-note wrap-anywhere whitespace-pre-wrap tabular-nums">
        {children}
      </code>
      {onCopy === undefined || copyLabel === undefined ? null : (
        <IconButton label={copyLabel} icon={<Copy />} onPress={onCopy} />
      )}
    </div>
  )
}
