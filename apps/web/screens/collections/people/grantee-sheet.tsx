import { useState } from 'react'
import { type CollectionView, unshareCollection } from '@keyward/keyholder/commands'
import { Button } from '@keyward/ui'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { EndDialog } from '../../accounts/sharing/end-dialog.tsx'
import { GrantSheet } from '../../accounts/sharing/grant-sheet.tsx'
import { LimitsPart } from '../../accounts/sharing/limits/limits-part.tsx'
import { RoleChoice } from '../../accounts/sharing/role-choice.tsx'
import { WhatItMeans } from '../../accounts/sharing/what-it-means.tsx'
import type { Grantee } from './grantee.ts'
import { type GranteeForm, useGranteeForm } from './use-grantee-form.ts'

export interface GranteeSheetProps {
  readonly collection: Pick<CollectionView, 'collectionId' | 'name'>
  readonly grantee: Grantee
  readonly onClose: () => void
}

/** What a person or a team may do with a collection, to be changed or ended. */
export function GranteeSheet({ collection, grantee, onClose }: GranteeSheetProps) {
  const text = messages.sharing
  const [isEnding, setEnding] = useState(false)
  const form = useGranteeForm(collection.collectionId, grantee, onClose)
  return (
    <GrantSheet
      grantee={grantee.name}
      granted={collection.name}
      save={form.save}
      onSubmit={form.submit}
      other={
        <Button tone="danger" isWide onPress={() => setEnding(true)}>
          {grantee.kind === 'team' ? text.team.revoke : messages.collections.sharing.revoke}
        </Button>
      }
      over={
        isEnding ? (
          <EndGrant
            {...{ collection, grantee }}
            onClose={() => setEnding(false)}
            onEnded={onClose}
          />
        ) : null
      }
      onClose={onClose}
    >
      <Fields {...{ grantee, form }} />
    </GrantSheet>
  )
}

interface FieldsProps extends Pick<GranteeSheetProps, 'grantee'> {
  readonly form: GranteeForm
}

function Fields({ grantee, form: { roles, role, setRole, limits } }: FieldsProps) {
  const { means, teamLater, byTeamText, counting } = messages.collections.sharing
  const isTeam = grantee.kind === 'team'
  const note = isTeam
    ? teamLater
    : grantee.teamName === undefined
      ? undefined
      : byTeamText(grantee.teamName)
  return (
    <>
      {note === undefined ? null : <p className="text-note text-soft">{note}</p>}
      {roles.length > 1 ? <RoleChoice {...{ roles, role, means }} onChange={setRole} /> : null}
      {isTeam && role === 'manager' ? (
        <p className="text-note text-soft">{messages.sharing.teamGuests}</p>
      ) : null}
      <WhatItMeans {...{ role, means }} />
      {role === 'owner' ? null : (
        <>
          <LimitsPart {...limits.part} />
          <p className="text-note text-soft">
            {counting} {messages.sharing.limits.counting}
          </p>
        </>
      )}
    </>
  )
}

interface EndGrantProps extends GranteeSheetProps {
  readonly onEnded: () => void
}

/** Asks before somebody loses the collection. */
function EndGrant({ collection, grantee, onClose, onEnded }: EndGrantProps) {
  const { end: text } = messages.collections.sharing
  const { effect, offline } = messages.collections.out
  const { granteeId, name, kind } = grantee
  const desk = useDesk()
  const end = useCommand(() => unshareCollection(desk, collection.collectionId, granteeId), {
    done: text.done(name),
    onDone: onEnded,
  })
  const words = {
    title: text.title(name),
    points: [kind === 'team' ? text.team : text.person(name), ...effect],
    notes: kind === 'person' && grantee.teamName !== undefined ? [text.inTeam] : [],
    offline,
    submit: messages.sharing.end.submit,
  }
  return <EndDialog {...{ words, end, onClose }} />
}
