import type { SystemPerson } from '@keyward/keyholder/provider'
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
}

/** The person in front of the prompt, as the flow of a request asks them. */
export function personAtPrompt(ports: BrowserPersonPorts): SystemPerson {
  const { desk, unlocking, push, preferred } = ports
  return {
    canVerify: true,
    choosesFirst: true,
    verify: ({ isRequired }) => verifyInBrowser(desk, unlocking, isRequired),
    ...questionsAt(desk, preferred),
    // Never asked: verification needs nothing to be set up, and pages are told by their origins.
    turnOnBiometrics: async () => ({ outcome: 'cancelled' }),
    trustApp: async () => undefined,
    // The prompt closes with its answer, and what is saved should have left this computer by then.
    passkeySaved: async () => void (await push()),
  }
}
