import type {
  CredentialSource,
  GateAnswer,
  GateQuestion,
  UserGate,
} from '@keyward/webauthn/authenticator'

export interface PersonSettings {
  /** What happens when the person is to be verified. A pass by default. */
  readonly verification?: 'pass' | 'fail' | 'unavailable'
  /** Whether to verify also when nobody asked for it. */
  readonly verifyUnasked?: boolean
  readonly declines?: boolean
  /** Which candidate is chosen. The first by default. */
  readonly choose?: (candidates: readonly CredentialSource[]) => CredentialSource | undefined
}

export interface TestGate extends UserGate {
  /** Every question that was asked, in order. */
  readonly asked: GateQuestion[]
}

/** A person who answers at once, and as told. */
export function testGate(person: PersonSettings = {}): TestGate {
  const { verification = 'pass', choose = (candidates) => candidates[0] } = person
  const asked: GateQuestion[] = []
  return {
    asked,
    canVerify: verification !== 'unavailable',
    ask(question, ceremony): GateAnswer {
      asked.push(question)
      if (person.declines === true) return { outcome: 'declined' }
      const verify = question.requireUserVerification || person.verifyUnasked === true
      if (verify && verification !== 'pass') return { outcome: 'not-verified' }
      const credential = question.kind === 'sign-in' ? choose(question.candidates) : undefined
      return {
        outcome: 'consented',
        presence: ceremony.confirmPresence(),
        ...(verify ? { verification: ceremony.confirmVerification('simulated') } : {}),
        ...(credential === undefined ? {} : { credential }),
      }
    },
  }
}
