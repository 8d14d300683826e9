import { messages } from '../../messages/messages.ts'

/** The words of a recovery kit, numbered, in columns that are read downwards. */
export function KitWords({ words }: { readonly words: readonly string[] }) {
  return (
    <ol
      aria-label={messages.recovery.words}
      className="columns-[7rem] gap-6 rounded-medium border border-line bg-card p-4"
    >
      {numbered(words).map(({ word, position }) => (
        <li key={position} className="flex items-baseline gap-2 py-1">
          <span aria-hidden className="w-6 shrink-0 text-right text-note text-soft tabular-nums">
            {position}
          </span>
          <span className="font-mono text-body">{word}</span>
        </li>
      ))}
    </ol>
  )
}

function numbered(words: readonly string[]) {
  return words.map((word, index) => ({ word, position: index + 1 }))
}
