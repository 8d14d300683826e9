import { ACTIVITY_EVENTS } from '@keyward/log'
import { Button, Select } from '@keyward/ui'
import X from 'lucide-react/icons/x'
import type { ActivitySearch } from './search.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { AccountFilter } from './account-filter.tsx'
import { memberName } from './facts-of.ts'
import { filterOf } from './filter.ts'
import { useSetFilter } from './use-set-filter.ts'

const ALL = 'all'
const text = messages.activity

export interface FiltersProps {
  readonly search: ActivitySearch
  /** Whether the member sees what others do. */
  readonly isWhole: boolean
}

/** Who, what, and which account. */
export function Filters({ search, isWhole }: FiltersProps) {
  const set = useSetFilter(search)
  const { memberId, event, accountId } = filterOf(search)
  const isFiltered = memberId !== undefined || event !== undefined || accountId !== undefined
  return (
    <fieldset aria-label={text.filters.label} className="flex min-w-0 flex-col gap-3">
      <div className="grid grid-cols-1 gap-3 roomy:grid-cols-2">
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
      {isFiltered ? (
        <div>
          <Button
            icon={<X />}
            onPress={() => set({ member: undefined, event: undefined, account: undefined })}
          >
            {text.clear}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
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
