import { ChoiceList } from '@keyward/ui'
import type { AccountRole } from '@keyward/workspace/rules'
import { messages } from '../../../messages/messages.ts'
import type { RoleMeanings } from './words.ts'

export interface RoleChoiceProps {
  /** Those that can be given. */
  readonly roles: readonly AccountRole[]
  readonly role: AccountRole
  readonly onChange: (role: AccountRole) => void
  /** Somebody is chosen whose role in the workspace rules out the other ones. */
  readonly isNarrowed?: boolean
  /** What the roles mean on what is shared; on an account when it is left out. */
  readonly means?: RoleMeanings | undefined
}

/** Which role on the account. With a single one there is nothing to choose, and it is only named. */
export function RoleChoice(props: RoleChoiceProps) {
  const { roles, role, onChange, isNarrowed = false, means = messages.sharing.means } = props
  const text = messages.sharing
  return (
    <div className="flex flex-col gap-1.5">
      <ChoiceList
        label={text.role}
        choices={roles.map((value) => ({
          value,
          label: text.roles[value],
          description: means[value].short,
        }))}
        value={role}
        onChange={onChange}
      />
      {isNarrowed ? <p className="text-note text-soft">{text.guests}</p> : null}
    </div>
  )
}
