import type { ReactNode, Ref } from 'react'
import { classes } from '../classes.ts'

export interface ColumnProps {
  readonly children: ReactNode
  /** Above what scrolls. */
  readonly header?: ReactNode
  /** A search or filters: below what scrolls on a phone, in reach of the thumb; above it elsewhere. */
  readonly dock?: ReactNode
  /** What scrolls, for a virtual list. */
  readonly scrollRef?: Ref<HTMLDivElement> | undefined
}

export interface ListAndDetailProps {
  /** A Column with the list. */
  readonly list: ReactNode
  /** The name of the list's part: "Accounts". */
  readonly listLabel: string
  /** A Column with what was chosen, or an EmptyState. */
  readonly detail: ReactNode
  readonly detailLabel: string
  /** Which of the two a phone shows. */
  readonly shows: 'list' | 'detail'
}

/** List and detail, side by side from 900 px, one at a time below. */
export function ListAndDetail(props: ListAndDetailProps) {
  const { list, listLabel, detail, detailLabel, shows } = props
  return (
    <>
      <section
        aria-label={listLabel}
        className={classes(
          'min-w-0 flex-1 border-line wide:flex wide:max-w-96 wide:border-r',
          shows === 'list' ? 'flex' : 'hidden',
        )}
      >
        {list}
      </section>
      <section
        aria-label={detailLabel}
        className={classes('min-w-0 flex-1 wide:flex', shows === 'detail' ? 'flex' : 'hidden')}
      >
        {detail}
      </section>
    </>
  )
}

/** A column of at most 680 px that scrolls under its header. */
export function Column({ children, header, dock, scrollRef }: ColumnProps) {
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {header === undefined ? null : <Inner>{header}</Inner>}
      {dock === undefined ? null : (
        <div className="max-wide:order-last max-wide:border-t max-wide:border-line max-wide:py-2 wide:pb-3">
          <Inner>{dock}</Inner>
        </div>
      )}
      <div ref={scrollRef} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Inner>{children}</Inner>
      </div>
    </div>
  )
}

function Inner({ children }: { readonly children: ReactNode }) {
  return <div className="mx-auto w-full max-w-list px-4 wide:px-6">{children}</div>
}
