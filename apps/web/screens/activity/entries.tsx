import { useEffect, useRef } from 'react'
import type { ActivityEntry } from '@keyward/log'
import { Button, EmptyState, List, Time } from '@keyward/ui'
import { useDesk } from '../../app/use-desk.ts'
import { useMember } from '../../app/use-member.ts'
import { useNow } from '../../app/use-now.ts'
import { messages } from '../../messages/messages.ts'
import { EventIcon } from './event-icon.tsx'
import { sentenceFor } from './facts-of.ts'

export interface EntriesProps {
  /** The newest first. */
  readonly entries: readonly ActivityEntry[]
  readonly mayHaveMore: boolean
  readonly onMore: () => void
}

/** Entries as sentences. Older ones are read when the end comes into view. */
export function Entries({ entries, mayHaveMore, onMore }: EntriesProps) {
  const now = useNow()
  const text = messages.activity
  const desk = useDesk()
  // Names come from there.
  useMember()
  if (entries.length === 0) return <EmptyState title={text.empty}>{text.emptyText}</EmptyState>
  return (
    <div className="flex flex-col gap-4">
      <List isCard label={text.list}>
        {entries.map((entry) => (
          <Entry key={entry.sequence} entry={entry} sentence={sentenceFor(desk, entry)} now={now} />
        ))}
      </List>
      {mayHaveMore ? (
        <More count={entries.length} onMore={onMore} />
      ) : (
        <p className="text-center text-note text-soft">{text.start}</p>
      )}
    </div>
  )
}

interface EntryProps {
  readonly entry: ActivityEntry
  readonly sentence: string
  readonly now: number
}

/** A whole sentence: it wraps where a row of a list would cut it. */
function Entry({ entry: { event, sequence, time }, sentence, now }: EntryProps) {
  return (
    <li className="flex min-h-14 items-start gap-3 px-3 py-3">
      <span aria-hidden className="flex shrink-0 pt-0.5 text-soft [&>svg]:size-5">
        <EventIcon event={event} />
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap gap-x-3">
        <span className="min-w-0 flex-1 basis-40 text-body break-words">{sentence}</span>
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
