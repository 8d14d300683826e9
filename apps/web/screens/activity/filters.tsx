import { useId, useState } from 'react'
import { ACTIVITY_EVENTS } from '@keyward/log'
import { Button, Select } from '@keyward/ui'
import ListFilter from 'lucide-react/icons/list-filter'
import X from 'lucide-react/icons/x'
import type { ActivitySearch } from './search.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { AccountFilter } from './account-filter.tsx'
import { memberName } from './facts-of.ts'
import { countOf, filterOf } from './filter.ts'
import { TimeFilters } from './time-filters.tsx'
import { useSetFilter } from './use-set-filter.ts'

const ALL = 'all'
const text = messages.activity

export interface FiltersProps {
  readonly search: ActivitySearch
  /** Whether the member sees what others do. */
  readonly isWhole: boolean
}

/** Who, what, which account and when. On a narrow screen they are behind a button. */
export function Filters({ search, isWhole }: FiltersProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const count = countOf(search)
  return (
    <div className="flex flex-col gap-3">
      <div className="roomy:hidden">
        <Button
          isWide
          icon={<ListFilter />}
          expands={{ id, isOpen }}
          onPress={() => setOpen(!isOpen)}
        >
          {text.filters.button(count)}
        </Button>
      </div>
      <div id={id} className={isOpen ? '' : 'max-roomy:hidden'}>
        <Fields search={search} isWhole={isWhole} isFiltered={count > 0} />
      </div>
    </div>
  )
}

interface FieldsProps extends FiltersProps {
  readonly isFiltered: boolean
}

function Fields({ search, isWhole, isFiltered }: FieldsProps) {
  const set = useSetFilter(search)
  const { memberId, event, accountId } = filterOf(search)
  return (
    <fieldset aria-label={text.filters.label} className="flex min-w-0 flex-col gap-3">
      <div className={BESIDE}>
        {isWhole ? <MemberFilter value={memberId} onChange={(member) => set({ member })} /> : null}
        <Select
          label={text.filters.event}
          placeholder={text.filters.everything}
          choices={[
            { value: ALL, label: text.filters.everything },
            ...ACTIVITY_EVENTS.map((value) => ({ value, label: text.kinds[value] })),
          ]}
          value={event ?? ALL}
          onChange={(value) => set({ event: value === ALL ? undefined : value })}
        />
        <AccountFilter value={accountId} onChange={(account) => set({ account })} />
      </div>
      <div className={BESIDE}>
        <TimeFilters search={search} />
      </div>
      {isFiltered ? (
        <div>
          <Button icon={<X />} onPress={() => set(NONE)}>
            {text.clear}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}

/** Fields of equal width, where there is room. */
const BESIDE = 'flex flex-col gap-3 roomy:flex-row [&>*]:min-w-0 [&>*]:flex-1'

const NONE = {
  member: undefined,
  event: undefined,
  account: undefined,
  after: undefined,
  before: undefined,
}

interface MemberFilterProps {
  readonly value: string | undefined
  readonly onChange: (memberId: string | undefined) => void
}

function MemberFilter({ value, onChange }: MemberFilterProps) {
  const { workspace } = useMember()
  const everybody = [...workspace.members.values(), ...workspace.formerMembers.values()]
  return (
    <Select
      label={text.filters.member}
      placeholder={text.filters.everybody}
      choices={[
        { value: ALL, label: text.filters.everybody },
        ...everybody.map(({ memberId }) => ({
          value: String(memberId),
          label: memberName({ workspace }, memberId),
        })),
      ]}
      value={value ?? ALL}
      onChange={(memberId) => onChange(memberId === ALL ? undefined : memberId)}
    />
  )
}
