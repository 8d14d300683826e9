import { useState } from 'react'
import type { Member, MemberId } from '@keyward/workspace/chain'
import { type AccountView, shareAccount } from '@keyward/keyholder/commands'
import { Button, ChoiceList, SearchField, Sheet } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'

export interface ShareSheetProps {
  readonly account: AccountView
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** More people than this are searched for. */
const FEW = 6
const MOST_SHOWN = 50

/** Gives the account to another person, as a further Owner. */
export function ShareSheet({ account, isOpen, onOpenChange }: ShareSheetProps) {
  const text = messages.accounts.people
  const desk = useDesk()
  const [chosen, setChosen] = useState<MemberId | null>(null)
  const candidates = useCandidates(account)
  const name = candidates.find(({ memberId }) => memberId === chosen)?.name
  const change = (open: boolean): void => {
    if (!open) setChosen(null)
    onOpenChange(open)
  }
  const share = useCommand(
    async (memberId: MemberId, to: string) => {
      await shareAccount(desk, account.accountId, memberId, 'owner')
      return to
    },
    { done: text.shared, onDone: () => change(false) },
  )
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={change}
      title={text.shareTitle(account.appName)}
      closeLabel={messages.app.close}
      footer={
        candidates.length === 0 ? undefined : (
          <Button
            tone="primary"
            isWide
            isDisabled={name === undefined}
            isPending={share.isPending}
            onPress={() => {
              if (chosen !== null && name !== undefined) void share.run(chosen, name)
            }}
          >
            {name === undefined ? text.submitNobody : text.submit(name)}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {candidates.length === 0 ? (
          <p className="text-body text-soft">{text.noneLeft}</p>
        ) : (
          <Candidates candidates={candidates} chosen={chosen} onChoose={setChosen} />
        )}
        <p className="text-note text-soft">{text.ownerText}</p>
        <p className="text-note text-soft">{text.onlyOwner}</p>
        <Problem problem={share.problem} />
      </div>
    </Sheet>
  )
}

interface CandidatesProps {
  readonly candidates: readonly Member[]
  readonly chosen: MemberId | null
  readonly onChoose: (memberId: MemberId) => void
}

function Candidates({ candidates, chosen, onChoose }: CandidatesProps) {
  const text = messages.accounts.people
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const found = candidates.filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <>
      {candidates.length > FEW ? (
        <SearchField
          label={text.search}
          clearLabel={text.clear}
          value={query}
          onChange={setQuery}
        />
      ) : null}
      {found.length === 0 ? (
        <p className="text-body text-soft">{text.nobody(query)}</p>
      ) : (
        <ChoiceList
          label={text.who}
          choices={found.slice(0, MOST_SHOWN).map(({ memberId, name }) => ({
            value: memberId,
            label: name,
            description: text.roles.owner,
          }))}
          value={chosen}
          onChange={onChoose}
        />
      )}
    </>
  )
}

/** The members who may own accounts and do not have this one. */
function useCandidates({ relation, grants }: AccountView): readonly Member[] {
  const { workspace, may } = useMember()
  const have = new Set(grants.map(({ granteeId }) => granteeId))
  return [...workspace.members.values()]
    .filter(
      (target) =>
        !have.has(target.memberId) && may('account.share', { relation, target, grant: 'owner' }),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name, messages.app.locale))
}
