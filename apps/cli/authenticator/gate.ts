import { encodeBase64url, equalBytes } from '@keyward/codec'
import type {
  CredentialSource,
  CredentialStore,
  GateAnswer,
  GateQuestion,
  UserGate,
} from '@keyward/webauthn/authenticator'
import { WebAuthnError } from '@keyward/webauthn/data'

/** What becomes of user verification: it succeeds, it fails, or the device has none. */
export const USER_VERIFICATION = ['pass', 'fail', 'unavailable'] as const

export interface SimulatedGate {
  readonly verification: (typeof USER_VERIFICATION)[number]
  /** The passkey that the person chooses; the newest where it is absent. */
  readonly credentialId?: Uint8Array
  readonly store: CredentialStore
  /** Told at once. */
  readonly remark: (sentence: string) => void
  /** Told what the ceremony will have done, should it succeed. */
  readonly promise: (sentence: string) => void
}

/** Plays a person who always consents, and says on standard error what a person would have seen. */
export function simulatedGate(settings: SimulatedGate): UserGate {
  const { verification } = settings
  return {
    canVerify: verification !== 'unavailable',
    async ask(question, ceremony): Promise<GateAnswer> {
      if (verification === 'fail' && question.requireUserVerification) {
        return { outcome: 'not-verified' }
      }
      const credential = await answer(settings, question)
      return {
        outcome: 'consented',
        presence: ceremony.confirmPresence(),
        // Discouraged means not asked, and so not told (an RP can test for both).
        ...(verification === 'pass' && question.requireUserVerification
          ? { verification: ceremony.confirmVerification('simulated') }
          : {}),
        ...(credential === undefined ? {} : { credential }),
      }
    },
  }
}

async function answer(
  settings: SimulatedGate,
  question: GateQuestion,
): Promise<CredentialSource | undefined> {
  if (question.kind === 'excluded') {
    settings.remark(`The RP excludes passkey ${idOf(question.credential)}, which is in the store.`)
    return undefined
  }
  if (question.kind === 'create') {
    const { existing, rpId, userName } = question
    const others = existing.length === 0 ? '' : ` Earlier ones that stay: ${existing.length}.`
    settings.promise(`Created a passkey for ${userName} at ${rpId}.${others}`)
    return undefined
  }
  const credential = await choose(settings, question.rpId, question.candidates)
  const which = `Signed in as ${credential.userName} at ${question.rpId} with passkey ${idOf(credential)}`
  const others = question.candidates.filter((candidate) => candidate !== credential)
  settings.promise(
    others.length === 0
      ? `${which}.`
      : `${which}. Others that --credential-id could have named: ${others.map(idOf).join(', ')}.`,
  )
  return credential
}

async function choose(
  { store, credentialId }: SimulatedGate,
  rpId: string,
  candidates: readonly CredentialSource[],
): Promise<CredentialSource> {
  const withId = (id: Uint8Array) => candidates.find((candidate) => equalBytes(candidate.id, id))
  // The candidates come in the order of the RP's list; the store knows which is the newest.
  const ids =
    credentialId === undefined ? (await store.list(rpId)).map(({ id }) => id) : [credentialId]
  const chosen = ids.map(withId).find((candidate) => candidate !== undefined)
  if (chosen !== undefined) return chosen
  throw new WebAuthnError(
    'ceremony.no-credential',
    `--credential-id names no passkey that this request may use: name one of ${candidates.map(idOf).join(', ')}.`,
  )
}

function idOf({ id }: CredentialSource): string {
  return encodeBase64url(id)
}
