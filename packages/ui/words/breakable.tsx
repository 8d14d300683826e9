import { Fragment } from 'react'
import { breakable } from './breaks.ts'

export interface BreakableProps {
  /** A name of a person, an app or an account, which may be an address. */
  readonly children: string
}

/**
 * A text that may hold a long address. Where it is narrow it breaks after a sign of the address, as
 * a reader would, and within a word only when that word alone is too wide. It is copied as it is.
 */
export function Breakable({ children }: BreakableProps) {
  return (
    <span className="wrap-anywhere">
      {breakable(children).map(({ at, part }) => (
        <Fragment key={at}>
          {at === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  )
}
