import type { CSSProperties, ReactNode, Ref } from 'react'

export interface ListProps {
  /** The name of the list: "Accounts". */
  readonly label: string
  /** ListRows. */
  readonly children: ReactNode
  /** On a ground of its own, with lines between the rows: for a short list inside a page. */
  readonly isCard?: boolean | undefined
  /** For a virtual list: as high as all rows together. */
  readonly style?: CSSProperties | undefined
  readonly ref?: Ref<HTMLUListElement> | undefined
}

const CARD = 'divide-y divide-line overflow-clip rounded-medium border border-line bg-card'

/** Rows, one below the other. */
export function List({ label, children, isCard = false, style, ref }: ListProps) {
  return (
    <ul ref={ref} aria-label={label} style={style} className={isCard ? CARD : 'relative -mx-3'}>
      {children}
    </ul>
  )
}
