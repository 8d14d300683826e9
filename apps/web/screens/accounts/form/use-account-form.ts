import { useRef, useState } from 'react'
import {
  type AccountView,
  createAccount,
  editAccount,
  isOneTimeCodeSeed,
} from '@keyward/keyholder/commands'
import { paths } from '../../../app/paths.ts'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useGo } from '../../../app/use-go.ts'
import { messages } from '../../../messages/messages.ts'
import { parseAddresses } from '../parts/addresses.ts'
import {
  DRAFT_TEXTS,
  type DraftSecrets,
  type DraftText,
  type DraftTexts,
  EMPTY_TEXTS,
  fieldsOf,
  textsOf,
} from './draft.ts'
import { rebase, type Rebased } from './rebase.ts'
import { type Leaving, useUnsaved } from './use-unsaved.ts'
import { useUsernameHolder } from './use-username-holder.ts'

/** What is wrong with fields, as it is shown at them. */
export type FieldErrors = Partial<Record<DraftText | 'one-time-code', string>>

/** The state of the form of an account. */
export interface AccountFormState {
  readonly texts: DraftTexts
  readonly secrets: DraftSecrets
  readonly errors: FieldErrors
  readonly isChecking: boolean
  /** What another device changed since the form was opened. */
  readonly elsewhere: Pick<Rebased, 'adopted' | 'contested'>
  readonly change: (name: DraftText, value: string) => void
  readonly changeSecret: (name: keyof DraftSecrets, value: string) => void
  readonly submit: () => void
  /** Counts the attempts that something was wrong with: the first wrong field wants the focus. */
  readonly wrongs: number
  readonly save: Pick<Command<[], string>, 'isPending' | 'problem'>
  readonly leaving: Leaving
}

const NOTHING = { adopted: [], contested: [] }

/** @param account undefined for a new one */
export function useAccountForm(account: AccountView | undefined): AccountFormState {
  const desk = useDesk()
  const go = useGo()
  const text = messages.accountForm
  const { texts, base, elsewhere, change } = useTexts(account)
  const [secrets, setSecrets] = useState<DraftSecrets>({})
  const [wasTried, setTried] = useState(false)
  const [wrongs, setWrongs] = useState(0)
  const isSaved = useRef(false)
  const { isChecking, error } = useUsernameHolder(texts, base, account?.accountId)
  const save = useCommand(
    async (): Promise<string> => {
      const fields = fieldsOf(texts, base, secrets)
      if (account === undefined) return createAccount(desk, fields)
      await editAccount(desk, account.accountId, fields)
      return account.accountId
    },
    {
      done: (account === undefined ? text.created : text.saved)(texts.appName.trim()),
      onDone: (accountId) => {
        isSaved.current = true
        go(paths.account(accountId), { replace: true })
      },
    },
  )
  const isTaken = save.problem?.rule.startsWith('account.username-taken') === true
  const taken = error ?? (isTaken ? text.takenUnseen : undefined)
  const found = errorsOf(texts, secrets)
  const isDirty =
    Object.keys(secrets).length > 0 || DRAFT_TEXTS.some((name) => texts[name] !== base[name])
  const leaving = useUnsaved(() => isDirty && !isSaved.current)
  const submit = (): void => {
    setTried(true)
    if (Object.keys(found).length === 0 && error === undefined) void save.run()
    else setWrongs((count) => count + 1)
  }
  return {
    texts,
    secrets,
    errors: { ...(wasTried ? found : {}), ...(taken === undefined ? {} : { username: taken }) },
    isChecking,
    elsewhere,
    change: (name, value) => {
      save.clear()
      change(name, value)
    },
    changeSecret: (name, value) => setSecrets((before) => ({ ...before, [name]: value })),
    submit,
    wrongs,
    save: { isPending: save.isPending, problem: isTaken ? undefined : save.problem },
    leaving,
  }
}

/** The texts, which follow the account where nobody touched them. */
function useTexts(account: AccountView | undefined) {
  const [state, setState] = useState(() => {
    const begun = account === undefined ? EMPTY_TEXTS : textsOf(account)
    return { texts: begun, base: begun, elsewhere: NOTHING as AccountFormState['elsewhere'] }
  })
  const theirs = account === undefined ? EMPTY_TEXTS : textsOf(account)
  if (DRAFT_TEXTS.some((name) => theirs[name] !== state.base[name])) {
    const { texts, adopted, contested } = rebase(state.base, state.texts, theirs)
    const { elsewhere } = state
    setState({
      texts,
      base: theirs,
      elsewhere: {
        adopted: [...new Set([...elsewhere.adopted, ...adopted])],
        contested: [...new Set([...elsewhere.contested, ...contested])],
      },
    })
  }
  const change = (name: DraftText, value: string): void =>
    setState((before) => ({ ...before, texts: { ...before.texts, [name]: value } }))
  return { ...state, change }
}

function errorsOf(texts: DraftTexts, secrets: DraftSecrets): FieldErrors {
  const text = messages.accountForm
  const { wrong } = parseAddresses(texts.addresses)
  const seed = secrets['one-time-code']?.trim() ?? ''
  return {
    ...(texts.appName.trim() === '' ? { appName: text.appMissing } : {}),
    ...(wrong === undefined ? {} : { addresses: text.badAddress(wrong) }),
    ...(seed === '' || isOneTimeCodeSeed(seed) ? {} : { 'one-time-code': text.badSeed }),
  }
}
