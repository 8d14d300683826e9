import type { ReactNode } from 'react'
import { Banner, Breakable, Button, Sheet } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { messages } from '../../../messages/messages.ts'
import { LimitsPart } from './limits/limits-part.tsx'
import { RoleChoice } from './role-choice.tsx'
import { isNarrowedBy, type Offer, operatorsIn } from './roles.ts'
import { submitText } from './share-texts.ts'
import type { OfferedCollection } from './use-collections-of.ts'
import { type AskedShare, type Given, type ShareForm, useShareForm } from './use-share-form.ts'
import { SaidOpenly, WhatItMeans } from './what-it-means.tsx'
import { WhoList } from './who-list.tsx'
import type { ShareWords } from './words.ts'

export interface ShareSheetProps {
  /** What is shared. */
  readonly name: string
  readonly offer: Offer
  /** Collections that it could be put into. */
  readonly collections?: readonly OfferedCollection[]
  readonly asked?: AskedShare | undefined
  readonly words: ShareWords
  /** What else has to be known by whoever shares it without the key. */
  readonly useOnly?: ReactNode
  readonly give: (given: Given) => Promise<void>
  readonly onClose: () => void
  readonly onShared?: () => void
}

const FORM = 'share'
const NO_COLLECTIONS: readonly OfferedCollection[] = []

/** Gives an account or a collection to people and teams: who, as what, and within which limits. */
export function ShareSheet(props: ShareSheetProps) {
  const { name, offer, collections = NO_COLLECTIONS, asked, words, give, onClose, onShared } = props
  const text = messages.sharing
  const onDone = (): void => {
    onShared?.()
    onClose()
  }
  const form = useShareForm({ offer, collections, asked, give, onShared: onDone })
  const { whom, teams, into, role, share } = form
  const isAnybodyThere = role !== undefined || collections.length > 0
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={text.shareTitle(name)}
      closeLabel={messages.app.close}
      footer={
        isAnybodyThere ? (
          <Button
            type="submit"
            form={FORM}
            tone="primary"
            isWide
            isDisabled={whom.length + teams.length + into.length === 0}
            isPending={share.isPending}
          >
            {submitText(form)}
          </Button>
        ) : undefined
      }
    >
      {isAnybodyThere ? (
        <form
          id={FORM}
          noValidate
          className="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            form.submit()
          }}
        >
          <WhoList {...{ offer, collections }} chosen={form.chosen} onChange={form.choose} />
          <Effects {...{ name, words, form }} />
          {into.length > 0 && whom.length + teams.length === 0 ? (
            props.useOnly
          ) : role === undefined ? null : (
            <Fields {...props} {...{ form, role }} />
          )}
          <Problem problem={share.problem} />
        </form>
      ) : (
        <p className="text-body text-soft">{words.noneLeft}</p>
      )}
    </Sheet>
  )
}

/** What comes of choosing teams and collections. */
function Effects({
  name,
  words,
  form: { teams, into, role },
}: Pick<ShareSheetProps, 'name' | 'words'> & { readonly form: ShareForm }) {
  const text = messages.collections.ofAccount
  return (
    <>
      {teams.length === 0 ? null : (
        <p className="text-note text-soft">
          {words.teamLater} {role === 'manager' ? messages.sharing.teamGuests : null}
        </p>
      )}
      {into.map((collection) => (
        <p key={collection.collectionId} className="text-note text-soft">
          <Breakable>{`${text.effect(collection.name, name)} ${text.terms}`}</Breakable>
        </p>
      ))}
    </>
  )
}

interface FieldsProps extends Pick<ShareSheetProps, 'offer' | 'words' | 'useOnly'> {
  readonly form: ShareForm
  readonly role: NonNullable<ShareForm['role']>
}

/** As what, what that means, and within which limits: Owners have none. */
function Fields({ offer, words, useOnly, form, role }: FieldsProps) {
  const { means, ownersHoldKeys } = words
  const isLimited = role !== 'owner'
  const holdsKey = role === 'owner' && ownersHoldKeys
  return (
    <>
      {form.roles.length > 1 || isLimited ? (
        <RoleChoice
          {...{ role, means }}
          roles={form.roles}
          onChange={form.setRole}
          isNarrowed={isNarrowedBy(offer, form.chosen)}
        />
      ) : (
        <p className="text-note text-soft">{messages.sharing.onlyOwner}</p>
      )}
      <WhatItMeans {...{ role, means }} />
      {holdsKey ? null : <Operators {...{ offer, form }} />}
      {isLimited ? useOnly : null}
      {isLimited ? <LimitsPart {...form.limits.part} /> : null}
      <SaidOpenly holdsKey={holdsKey} />
    </>
  )
}

/** Those of the chosen who, with what they get, could take the key. */
function Operators({ offer, form: { chosen } }: Pick<FieldsProps, 'offer' | 'form'>) {
  const text = messages.sharing
  return operatorsIn(offer, chosen).map(({ memberId, name }) => (
    <Banner key={memberId} tone="warn" title={text.operator} isAnnounced={false}>
      {text.operatorText(name)}
    </Banner>
  ))
}
