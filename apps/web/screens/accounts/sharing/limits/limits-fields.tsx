import { Select, Switch, TextField } from '@keyward/ui'
import { useWrongFocus } from '../../form/use-wrong-focus.ts'
import { messages } from '../../../../messages/messages.ts'
import type { EndChoice, LimitsDraft, WrongLimit } from './draft.ts'
import { HoursFields } from './hours-fields.tsx'

export interface LimitsFieldsProps {
  readonly draft: LimitsDraft
  readonly onChange: (draft: LimitsDraft) => void
  /** What is said to be wrong; nothing before somebody tried to go on. */
  readonly wrong: ReadonlySet<WrongLimit>
  /** How often somebody tried to go on in vain. */
  readonly attempts: number
}

const ENDS: readonly EndChoice[] = ['never', 'day', 'week', 'month', 'date']

/** How often, until when, at what hours, and what each sign-in asks for. */
export function LimitsFields({ draft, onChange, wrong, attempts }: LimitsFieldsProps) {
  const text = messages.sharing.limits
  const change = (changes: Partial<LimitsDraft>): void => onChange({ ...draft, ...changes })
  const fields = useWrongFocus(attempts)
  return (
    <div ref={fields} className="flex flex-col gap-4 text-ink">
      <TextField
        label={text.signIns}
        description={text.signInsText}
        error={wrong.has('signIns') ? text.signInsWrong : undefined}
        inputMode="numeric"
        maxLength={7}
        value={draft.signIns}
        onChange={(signIns) => change({ signIns })}
      />
      <Select
        label={text.end}
        placeholder={text.end}
        choices={ENDS.map((value) => ({ value, label: text.ends[value] }))}
        value={draft.end}
        onChange={(end) => change({ end })}
      />
      {draft.end === 'date' ? (
        <TextField
          label={text.date}
          description={text.dateText}
          error={wrong.has('date') ? text.dateWrong : undefined}
          type="datetime-local"
          value={draft.date}
          onChange={(date) => change({ date })}
        />
      ) : null}
      <Demands {...{ draft, change }} />
      {draft.hasHours ? <HoursFields {...{ draft, change, wrong }} /> : null}
    </div>
  )
}

interface DemandsProps {
  readonly draft: LimitsDraft
  readonly change: (changes: Partial<LimitsDraft>) => void
}

/** What each sign-in has to come with. */
function Demands({ draft, change }: DemandsProps) {
  const text = messages.sharing.limits
  return (
    <div className="flex flex-col">
      <Switch
        label={text.approval}
        description={text.approvalText}
        isOn={draft.approval}
        onChange={(approval) => change({ approval })}
      />
      <Switch
        label={text.reason}
        description={text.reasonText}
        isOn={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      <Switch
        label={text.userVerification}
        description={text.userVerificationText}
        isOn={draft.userVerification}
        onChange={(userVerification) => change({ userVerification })}
      />
      <Switch
        label={text.hours}
        description={text.hoursText}
        isOn={draft.hasHours}
        onChange={(hasHours) => change({ hasHours })}
      />
    </div>
  )
}
