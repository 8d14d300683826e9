import { KeywardMark } from './keyward-mark.tsx'

export interface WordmarkProps {
  /** The product's name, from the messages. */
  readonly name: string
}

/** The mark and the name. */
export function Wordmark({ name }: WordmarkProps) {
  return (
    <span className="inline-flex items-center gap-2.5 text-lead font-semibold tracking-tight">
      <KeywardMark />
      {name}
    </span>
  )
}
