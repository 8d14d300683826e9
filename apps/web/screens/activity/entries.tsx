import { type CSSProperties, type RefObject, useEffect, useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { ActivityEntry } from '@keyward/log'
import { Button, EmptyState, List, Time } from '@keyward/ui'
import { useMember } from '../../app/use-member.ts'
import { useNow } from '../../app/use-now.ts'
import { useReasons } from '../../app/use-reasons.ts'
import { messages } from '../../messages/messages.ts'
import { EventIcon } from './event-icon.tsx'
import { sentenceFor } from './facts-of.ts'
import type { ReadEntries } from './kept-log.ts'
import { useNames } from './use-names.ts'
import { useOffsetIn } from './use-offset-in.ts'

export interface EntriesProps {
  readonly read: ReadEntries
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onOlder: () => void
}

const ROW_PX = 56

/** Entries as sentences, those that are seen. Older ones are read when the end comes into view. */
export function Entries({ read: { entries, hasOlder }, scroller, onOlder }: EntriesProps) {
  const now = useNow()
  const text = messages.activity
  const names = useNames()
  const list = useRef<HTMLUListElement>(null)
  const offset = useOffsetIn(scroller, list)
  const reasons = useReasons(entries)
  // Names come from there.
  useMember()
  // What it returns is used in this component alone, which nothing memoizes.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => entries[index]?.sequence ?? index,
    scrollMargin: offset,
    overscan: 8,
    // Rows are made in one task and drawn in the next, so that neither takes long.
    useFlushSync: false,
  })
  if (entries.length === 0) return <EmptyState title={text.empty}>{text.emptyText}</EmptyState>
  return (
    <div className="flex flex-col gap-4">
      <List
        isCard
        ref={list}
        label={text.list}
        style={{ position: 'relative', height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const entry = entries[index]
          if (entry === undefined) return null
          return (
            <Entry
              key={key}
              {...{ entry, index, now }}
              count={hasOlder ? -1 : entries.length}
              sentence={sentenceFor(names, entry)}
              reason={reasons.get(entry.sequence)}
              style={{ translate: `0 ${start - offset}px` }}
              measure={virtual.measureElement}
            />
          )
        })}
      </List>
      {hasOlder ? (
        <More count={entries.length} onMore={onOlder} />
      ) : (
        <p className="text-center text-note text-soft">{text.start}</p>
      )}
    </div>
  )
}

interface EntryProps {
  readonly entry: ActivityEntry
  readonly sentence: string
  /** Why somebody signed in, as they said. */
  readonly reason: string | undefined
  readonly now: number
  readonly index: number
  /** -1 while nobody knows. */
  readonly count: number
  readonly style: CSSProperties
  readonly measure: (element: HTMLLIElement | null) => void
}

/** A whole sentence: it wraps where a row of a list would cut it. */
function Entry(props: EntryProps) {
  const { entry, sentence, reason, now, index, count, style, measure } = props
  const { event, sequence, time } = entry
  return (
    <li
      ref={measure}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={style}
      className="absolute inset-x-0 top-0 flex min-h-14 items-start gap-3 px-3 py-3"
    >
      <span aria-hidden className="flex shrink-0 pt-0.5 text-soft [&>svg]:size-5">
        <EventIcon event={event} />
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap gap-x-3">
        <span className="min-w-0 flex-1 basis-40 text-body break-words">
          {sentence}
          {reason === undefined ? null : (
            <span className="block text-note text-soft">{messages.activity.reason(reason)}</span>
          )}
        </span>
        <span
          className="pt-0.5 text-note text-soft tabular-nums"
          title={messages.activity.number(sequence)}
        >
          <Time at={time} now={now} fallback="" />
        </span>
      </span>
    </li>
  )
}

interface MoreProps {
  readonly count: number
  readonly onMore: () => void
}

/** Asks for more when it comes into view, and when it is pressed. */
function More({ count, onMore }: MoreProps) {
  const place = useRef<HTMLDivElement>(null)
  const asked = useRef(0)
  useEffect(() => {
    const watch = new IntersectionObserver(([seen]) => {
      // Once for each count, for it stays in view while more is read.
      if (seen?.isIntersecting !== true || asked.current === count) return
      asked.current = count
      onMore()
    })
    if (place.current !== null) watch.observe(place.current)
    return () => watch.disconnect()
  }, [count, onMore])
  return (
    <div ref={place}>
      <Button isWide onPress={onMore}>
        {messages.activity.older}
      </Button>
    </div>
  )
}
