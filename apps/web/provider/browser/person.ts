import type { SystemPerson, Verification } from '@keyward/keyholder/provider'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import { questionsAt } from '../person/questions.ts'
import type { BrowserUnlocking } from './ports.ts'
import { verifyInBrowser } from './verify.ts'

export interface BrowserPersonPorts {
  readonly desk: SheetDesk
  readonly unlocking: BrowserUnlocking
  /** Exchanges with the server. Never rejects, and never takes longer than a person waits. */
  readonly push: () => Promise<unknown>
  /** The account that was chosen before the prompt opened. */
  readonly preferred: string | undefined
  /** Milliseconds, ever rising. */
  readonly clock: () => number
}

/**
 * A page can have its visitor click, or press Enter, at the very moment when the prompt opens. Nobody
 * has read a question after so many milliseconds.
 */
const UNREAD = 500

/**
 * The person in front of the prompt, as the flow of a request asks them. Who decides before they can
 * have read what is asked shows who they are, also where the site wants no verification [C64].
 */
export function personAtPrompt(ports: BrowserPersonPorts): SystemPerson {
  const { desk, unlocking, push, preferred, clock } = ports
  const questions = questionsAt(desk, preferred)
  let isVerified = false
  let isUnread = false
  const verify = async (isRequired: boolean): Promise<Verification> => {
    const verification = await verifyInBrowser(desk, unlocking, isRequired || isUnread)
    isVerified = verification.outcome === 'verified'
    return verification
  }
  const timed = async <T>(question: Promise<T>): Promise<T> => {
    const asked = clock()
    const answer = await question
    isUnread = clock() - asked < UNREAD
    return answer
  }
  return {
    canVerify: true,
    choosesFirst: true,
    verify: ({ isRequired }) => verify(isRequired),
    ...questions,
    choosePasskey: (question) => timed(questions.choosePasskey(question)),
    async chooseAccount(question) {
      const account = await timed(questions.chooseAccount(question))
      // For a new passkey verification comes before the choice.
      if (account === undefined || !isUnread || isVerified) return account
      return (await verify(true)).outcome === 'verified' ? account : undefined
    },
    // Never asked: verification needs nothing to be set up, and pages are told by their origins.
    turnOnBiometrics: async () => ({ outcome: 'cancelled' }),
    trustApp: async () => undefined,
    // The prompt closes with its answer, and what is saved should have left this computer by then.
    passkeySaved: async () => void (await push()),
  }
}
