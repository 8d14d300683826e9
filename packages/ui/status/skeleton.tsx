export interface SkeletonProps {
  /** Said once to assistive programs: "Loading accounts". */
  readonly label: string
  /** How many rows are drawn. 3 when left out. */
  readonly rows?: number | undefined
}

/** The outline of a list that is loading. It is drawn only after 200 ms, so quick loads don't flash. */
export function Skeleton({ label, rows = 3 }: SkeletonProps) {
  return (
    <output data-loading className="block animate-late">
      <span className="said">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} aria-hidden className="flex h-16 items-center gap-3 px-4">
          <span className="size-10 shrink-0 rounded-medium bg-well" />
          <span className="flex-1">
            <span className="block h-3 w-2/5 rounded-small bg-well" />
            <span className="mt-2 block h-3 w-3/5 rounded-small bg-well" />
          </span>
        </span>
      ))}
    </output>
  )
}
