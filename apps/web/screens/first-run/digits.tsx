export interface DigitsProps {
  /** Said before them. */
  readonly label: string
  readonly digits: string
}

/** Digits that two screens show, large enough to be compared at arm's length. */
export function Digits({ digits, label }: DigitsProps) {
  return (
    <p className="rounded-medium bg-well py-4 text-center font-mono text-display tracking-[0.2em] tabular-nums">
      <span className="said">{label}</span> {digits}
    </p>
  )
}
