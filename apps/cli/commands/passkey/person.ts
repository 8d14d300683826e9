import type { AccountQuestion, PasskeyChoice, Person } from '@keyward/keyholder/provider'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { CliError } from '../../error.ts'
import type { Context } from '../../frame/context.ts'
import { escapeUnprintable } from '../../escape.ts'
import { remark } from '../../output.ts'
import { verifyPerson } from '../session/verify-person.ts'

/** What was chosen on the command line; what was not is asked for at the keyboard. */
export interface Choices {
  readonly account?: string
  readonly isNew?: boolean
  readonly app?: string
  readonly username?: string
  /** Base64url. */
  readonly credentialId?: string
}

/** Why the person's side of a ceremony ended it; told in place of what the RP is told. */
export interface Ending {
  problem: unknown
}

/** The person at the terminal, or the program that stands in for one. */
export function personAt(
  context: Context,
  keyholder: Keyholder,
  choices: Choices,
  ending: Ending,
): Person {
  const { terminal } = context
  let hasAnswered = false
  return {
    canVerify: true,
    async verify() {
      const outcome = await verifyPerson(context, keyholder).catch((error: unknown) => {
        end(ending, error)
        return 'cancelled' as const
      })
      return outcome === 'verified' ? { outcome, method: 'passphrase' } : { outcome }
    },
    async chooseAccount(question) {
      if (question.problem === 'username-taken') {
        const taken = 'Another account has this username: choose another with --username.'
        // What was said on the command line would be said again and again.
        if (hasAnswered && choices.username === undefined && choices.isNew !== true)
          remark(terminal, taken)
        else return end(ending, new CliError('cli.username-taken', taken))
      }
      hasAnswered = true
      if (choices.account !== undefined) return { kind: 'existing', accountId: choices.account }
      if (choices.isNew === true) return { kind: 'new', fields: newFields(question, choices) }
      return askAccount(context, question, choices).catch((error: unknown) => end(ending, error))
    },
    async choosePasskey({ candidates }) {
      if (choices.credentialId !== undefined) {
        const chosen = candidates.find(({ credentialId }) => credentialId === choices.credentialId)
        return chosen?.credentialId ?? end(ending, unknownPasskey(candidates))
      }
      const [newest] = candidates
      if (candidates.length < 2 || !terminal.stderrIsTty) {
        if (newest !== undefined && candidates.length > 1)
          remark(terminal, `Several passkeys fit; used ${shown(newest)}.`)
        return newest?.credentialId
      }
      for (const [at, candidate] of candidates.entries())
        remark(terminal, `${at + 1}  ${shown(candidate)}`)
      const asked = 'Which passkey? (a number; nothing cancels) '
      const typed = await terminal.keyboard.ask(asked).catch((error: unknown) => end(ending, error))
      return candidates[Number(typed?.trim()) - 1]?.credentialId
    },
    // A program gives it with --reason, or is told that one is missing.
    ...(terminal.stderrIsTty ? { giveReason: askReason(context, ending) } : {}),
    approval(state) {
      if (state.kind === 'waiting') context.progress.say('Waiting for an Owner to approve this…')
      if (state.kind === 'approved') context.progress.end()
    },
    async confirmExcluded({ rpId, passkey }) {
      remark(terminal, `${rpId} has this account's passkey already: ${shown(passkey)}.`)
      return true
    },
  }
}

function askReason({ terminal }: Context, ending: Ending): NonNullable<Person['giveReason']> {
  return async ({ rpId }) => {
    const asked = `Why do you sign in to ${escapeUnprintable(rpId)}? (nothing cancels) `
    const typed = await terminal.keyboard.ask(asked).catch((error: unknown) => end(ending, error))
    return typed === undefined || typed.trim() === '' ? undefined : typed
  }
}

async function askAccount(
  { terminal }: Context,
  question: AccountQuestion,
  choices: Choices,
): Promise<ReturnType<typeof newAnswer> | { kind: 'existing'; accountId: string } | undefined> {
  const { matching, rpName, rpId } = question
  for (const [at, { appName, username, passkeys }] of matching.entries())
    remark(terminal, `${at + 1}  Update ${appName} ${username} (${passkeys} passkeys)`)
  remark(terminal, `n  Create a new account for ${rpName === '' ? rpId : rpName}`)
  const typed = (await terminal.keyboard.ask('Which account? (nothing cancels) ')).trim()
  const chosen = matching[Number(typed) - 1]
  if (chosen !== undefined) return { kind: 'existing', accountId: chosen.accountId }
  if (typed.toLowerCase() !== 'n') return undefined
  const suggested = choices.username ?? question.prefilled.username
  const username = await terminal.keyboard.ask(`Username (${escapeUnprintable(suggested)}): `)
  return newAnswer(question, { ...choices, username: username === '' ? suggested : username })
}

function newAnswer(question: AccountQuestion, choices: Choices) {
  return { kind: 'new', fields: newFields(question, choices) } as const
}

function newFields({ prefilled }: AccountQuestion, { app, username }: Choices) {
  return {
    ...prefilled,
    ...(app === undefined ? {} : { appName: app }),
    ...(username === undefined ? {} : { username }),
  }
}

function shown({ appName, username, name, credentialId }: PasskeyChoice): string {
  return `${[appName, username, name].filter((text) => text !== '').join(' ')} (${credentialId})`
}

function unknownPasskey(candidates: readonly PasskeyChoice[]): CliError {
  const ids = candidates.map(({ credentialId }) => credentialId)
  return new CliError(
    'cli.not-found',
    `--credential-id names no passkey that this request may use: name one of ${ids.join(', ')}.`,
  )
}

/** Cancels the ceremony, and keeps why. */
function end(ending: Ending, problem: unknown): undefined {
  ending.problem = problem
  return undefined
}
