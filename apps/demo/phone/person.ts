import type {
  AccountAnswer,
  AccountQuestion,
  PasskeyChoice,
  SystemPerson,
  Verification,
} from '@keyward/keyholder/provider'
import type { Phone } from './phone.ts'

/** What was shown to the person, in order. */
export type Screen =
  | 'turn on biometrics'
  | 'biometrics'
  | 'create passkey'
  | 'username taken'
  | 'choose passkey'
  | 'already there'
  | 'trust app'
  | 'saved'

/** What the person does where something else than going on can be done. */
export interface Behaviour {
  /** Whether Biometrics Login is turned on where it is asked for; it is when absent. */
  readonly turnsOn?: boolean
  /** A new account, filled in as the request says, when absent; undefined cancels. */
  readonly account?: (
    question: AccountQuestion,
  ) => Promise<AccountAnswer | undefined> | AccountAnswer | undefined
  /** The username of the account to sign in to; the first one when absent. */
  readonly username?: string
}

/** The person who holds the phone. `shown` gets what was shown. */
export function personAt(phone: Phone, behaviour: Behaviour, shown: Screen[]): SystemPerson {
  const { keyholder, settings } = phone
  return {
    canVerify: true,
    async verify() {
      shown.push('biometrics')
      return verify(phone)
    },
    async turnOnBiometrics() {
      shown.push('turn on biometrics')
      if (behaviour.turnsOn === false || !settings.matches) return { outcome: 'cancelled' }
      // What wraps the account key has to be open for it: a phone that is locked says so.
      if (keyholder.session.state.kind !== 'unlocked') return { outcome: 'open-app' }
      await keyholder.session.turnOnBiometrics()
      settings.isBiometricsOn = true
      return { outcome: 'on', verified: 'biometric' }
    },
    async chooseAccount(question) {
      shown.push(question.problem === undefined ? 'create passkey' : 'username taken')
      if (behaviour.account !== undefined) return behaviour.account(question)
      // The same answer would be refused for the same reason.
      if (question.problem !== undefined) return undefined
      return { kind: 'new', fields: question.prefilled }
    },
    async choosePasskey({ candidates }) {
      shown.push('choose passkey')
      return chosen(candidates, behaviour.username)
    },
    async confirmExcluded() {
      shown.push('already there')
      return true
    },
    async trustApp() {
      shown.push('trust app')
      return undefined
    },
    async passkeySaved() {
      shown.push('saved')
      // To the server as well, where it can be reached, before the app has its answer.
      await keyholder.synchronise()
    },
  }
}

async function verify({ settings, keyholder: { session } }: Phone): Promise<Verification> {
  if (!settings.matches) return { outcome: 'failed' }
  if (session.state.kind === 'locked') await session.unlock({ by: 'device' })
  return session.state.kind === 'unlocked'
    ? { outcome: 'verified', method: 'biometric' }
    : { outcome: 'failed' }
}

function chosen(
  candidates: readonly PasskeyChoice[],
  username: string | undefined,
): string | undefined {
  const found = candidates.find((one) => username === undefined || one.username === username)
  return found?.credentialId
}
