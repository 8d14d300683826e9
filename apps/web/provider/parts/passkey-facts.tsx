import type { PasskeyChoice } from '@keyward/keyholder/provider'
import { KeyMark } from '@keyward/ui/sheet'
import { describePasskey } from './described.ts'
import { Unconfirmed } from './unconfirmed.tsx'

export interface PasskeyFactsProps {
  readonly passkey: PasskeyChoice
  /** UTC milliseconds. */
  readonly now: number
}

/** One passkey, with all that tells it from another. */
export function PasskeyFacts({ passkey, now }: PasskeyFactsProps) {
  const { title, account, sharing, used } = describePasskey(passkey, now)
  return (
    <div className="flex items-start gap-3 rounded-medium border border-line bg-card p-4">
      <KeyMark />
      <div className="min-w-0 flex-1">
        <p className="text-body font-medium">{title}</p>
        {account === '' ? null : <p className="text-note text-soft">{account}</p>}
        <p className="text-note text-soft">{sharing}</p>
        <p className="text-note text-soft tabular-nums">{used}</p>
        {passkey.isUnconfirmed === true ? (
          <p className="mt-1">
            <Unconfirmed />
          </p>
        ) : null}
      </div>
    </div>
  )
}
