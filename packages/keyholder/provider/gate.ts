import { encodeBase64url } from '@keyward/codec'
import type { Random } from '@keyward/primitives/signature'
import type {
  Ceremony,
  CredentialSource,
  GateAnswer,
  GateQuestion,
  UserGate,
  VerificationMethod,
} from '@keyward/webauthn/authenticator'
import type { PublicSuffixes } from '@keyward/webauthn/client'
import type { AccountFields } from '../accounts.ts'
import type { Vault } from '../vault/vault.ts'
import { candidateOf, candidatesOf, choiceOf } from './candidates.ts'
import type { AccountAnswer, AccountChoice, AccountQuestion, Person } from './person.ts'
import type { ChosenAccount, Destination } from './store.ts'

/** How many accounts a search shows at most. */
const MOST_SHOWN = 50

/** What choosing an account needs besides the person. */
export interface Choosing {
  readonly vault: Vault
  readonly random: Random
  readonly suffixes: PublicSuffixes
  /**
   * Takes the username for the account, here and, when it can be reached, at the server: false when
   * another account has it.
   */
  readonly takeUsername: (accountId: string, answer: AccountAnswer) => Promise<boolean>
  /** Whether it could be taken. Accounts are of one app by their RP IDs, where both have some. */
  readonly isUsernameFree: (
    fields: Pick<AccountFields, 'appName' | 'username' | 'rpIds'>,
  ) => Promise<boolean>
}

/**
 * The authenticator's user gate over a person. The person is asked to be verified first, whatever the
 * RP asked for: before that nothing of the vault is shown, unless it is open before them already.
 */
export function personGate(person: Person, choosing: Choosing, destination: Destination): UserGate {
  return {
    canVerify: person.canVerify,
    async ask(question, ceremony): Promise<GateAnswer> {
      if (question.kind === 'sign-in' && person.choosesFirst === true) {
        const credential = await choosePasskey(person, choosing.vault, question)
        if (credential === undefined) return { outcome: 'declined' }
        const checked = await verify(person, question)
        return 'refused' in checked
          ? { outcome: checked.refused }
          : { ...gesture(ceremony, checked.method), credential }
      }
      const checked = await verify(person, question)
      if ('refused' in checked) return { outcome: checked.refused }
      switch (question.kind) {
        case 'create': {
          const answer = await chooseAccount(person, choosing, question)
          if (answer === undefined) return { outcome: 'declined' }
          destination.answer = answer
          return gesture(ceremony, checked.method)
        }
        case 'excluded': {
          const told = await confirmExcluded(person, choosing.vault, question)
          return told ? gesture(ceremony, checked.method) : { outcome: 'declined' }
        }
        case 'sign-in': {
          const credential = await choosePasskey(person, choosing.vault, question)
          return credential === undefined
            ? { outcome: 'declined' }
            : { ...gesture(ceremony, checked.method), credential }
        }
      }
    },
  }
}

type Verified =
  | { readonly refused: 'not-verified' | 'declined' }
  /** Without a method: here, and not verified, which was not required. */
  | { readonly method: VerificationMethod | undefined }

async function verify(
  person: Person,
  { kind, rpId, requireUserVerification: isRequired }: GateQuestion,
): Promise<Verified> {
  const purpose = kind === 'sign-in' ? kind : 'create'
  const checked = await person.verify({ kind: purpose, rpId, isRequired })
  if (checked.outcome === 'verified') return { method: checked.method }
  if (checked.outcome === 'present' && !isRequired) return { method: undefined }
  return { refused: checked.outcome === 'cancelled' ? 'declined' : 'not-verified' }
}

function gesture(
  ceremony: Ceremony,
  method: VerificationMethod | undefined,
): GateAnswer & { outcome: 'consented' } {
  return {
    outcome: 'consented',
    presence: ceremony.confirmPresence(),
    ...(method === undefined ? {} : { verification: ceremony.confirmVerification(method) }),
  }
}

/** Asks until the answer can be taken: a username that another account has is told, nothing is lost. */
async function chooseAccount(
  person: Person,
  choosing: Choosing,
  asked: Extract<GateQuestion, { kind: 'create' }>,
): Promise<ChosenAccount | undefined> {
  let problem: AccountQuestion['problem']
  for (;;) {
    const answer = await person.chooseAccount(questionOf(choosing, asked, problem))
    if (answer === undefined || answer.kind === 'existing') return answer
    const accountId = encodeBase64url(choosing.random(16))
    if (await choosing.takeUsername(accountId, answer)) return { ...answer, accountId }
    problem = 'username-taken'
  }
}

function questionOf(
  { vault, suffixes, isUsernameFree }: Choosing,
  asked: Extract<GateQuestion, { kind: 'create' }>,
  problem: AccountQuestion['problem'],
): AccountQuestion {
  const { rpId, rpName, userName, userDisplayName, existing } = asked
  const owned = ({ accountId }: AccountChoice) => vault.relationOf(accountId) === 'owner'
  return {
    rpId,
    rpName,
    matching: matchingOf(vault, suffixes, rpId).filter(owned),
    search: (query) => vault.index.search(query, MOST_SHOWN).filter(owned),
    prefilled: {
      appName: rpName === '' ? rpId : rpName,
      username: userName,
      displayName: userDisplayName,
      rpIds: [rpId],
    },
    existing: existing.length,
    problem,
    isUsernameFree: (fields) => isUsernameFree({ ...fields, rpIds: [rpId] }),
  }
}

/** The accounts with this RP ID, then those of the same registrable domain, the best first. */
function matchingOf(
  { index }: Vault,
  suffixes: PublicSuffixes,
  rpId: string,
): ReturnType<Vault['index']['byRpId']> {
  const own = index.byRpId(rpId)
  const domain = suffixes.registrableDomain(rpId)
  if (domain === null) return own
  const isOwn = new Set(own.map(({ accountId }) => accountId))
  const others = index
    .search(domain, MOST_SHOWN)
    .filter(({ accountId }) => !isOwn.has(accountId))
    .filter(({ rpIds }) => rpIds.some((each) => suffixes.registrableDomain(each) === domain))
  return [...own, ...others]
}

async function confirmExcluded(
  person: Person,
  vault: Vault,
  { rpId, rpName, credential }: Extract<GateQuestion, { kind: 'excluded' }>,
): Promise<boolean> {
  const found = candidateOf(await candidatesOf(vault, rpId), credential.id)
  if (found === undefined) return false
  return person.confirmExcluded({ rpId, rpName, passkey: choiceOf(found) })
}

async function choosePasskey(
  person: Person,
  vault: Vault,
  { rpId, candidates }: Extract<GateQuestion, { kind: 'sign-in' }>,
): Promise<CredentialSource | undefined> {
  const all = await candidatesOf(vault, rpId)
  const choices = candidates.flatMap(({ id }) => candidateOf(all, id) ?? [])
  const chosen = await person.choosePasskey({ rpId, candidates: choices.map(choiceOf) })
  if (chosen === undefined) return undefined
  // One of the very objects that were offered: nothing else counts as chosen.
  return candidates.find(({ id }) => encodeBase64url(id) === chosen)
}
