import { classes } from '../classes.ts'
import { type StrengthScore, type StrengthWords, strengthOf } from './strength.ts'

export interface StrengthMeterProps {
  /** Null while nothing is typed. */
  readonly score: StrengthScore | null
  readonly words: StrengthWords
  /** What is measured: "Strength". */
  readonly label: string
}

const FILLS = { error: 'bg-error', warn: 'bg-warn', ok: 'bg-ok' } as const
const TEXTS = { error: 'text-error', warn: 'text-warn', ok: 'text-ok' } as const

/** Four bars and a word, announced when the word changes. */
export function StrengthMeter({ score, words, label }: StrengthMeterProps) {
  const { bars, tone, word } = strengthOf(score, words)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div aria-hidden className="flex min-w-24 flex-1 gap-1">
        {[1, 2, 3, 4].map((bar) => (
          <span
            key={bar}
            className={classes(
              'h-1 flex-1 rounded-small transition-colors duration-150',
              bar <= bars ? FILLS[tone] : 'bg-line',
            )}
          />
        ))}
      </div>
      <p aria-live="polite" className={classes('min-h-[1.4em] text-note font-medium', TEXTS[tone])}>
        {word === null ? null : (
          <>
            <span className="said">{label}: </span>
            {word}
          </>
        )}
      </p>
    </div>
  )
}
