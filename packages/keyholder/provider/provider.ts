import { decodeBase64url } from '@keyward/codec'
import type { Actor, Policies } from '@keyward/workspace/rules'
import {
  type Authenticator,
  type CredentialSource,
  localSigner,
} from '@keyward/webauthn/authenticator'
import {
  type AuthenticationResponse,
  type Client,
  create,
  get,
  type RegistrationResponse,
} from '@keyward/webauthn/client'
import type { SigningBackend } from '@keyward/primitives/signature'
import { createAccount, type Edit } from '../accounts.ts'
import type { Platform } from '../platform.ts'
import type { Vault } from '../vault/vault.ts'
import { GateError } from './error.ts'
import { type Choosing, personGate } from './gate.ts'
import { closedGate, type GateFacts } from './gates.ts'
import type { AccountAnswer, Person } from './person.ts'
import type { ProviderCreate, ProviderGet } from './request.ts'
import { type Destination, recordSignIn, vaultStore } from './store.ts'

/** All that answering a request stands on. */
export interface Provider {
  readonly platform: Platform
  readonly client: Client
  readonly backend: SigningBackend
  readonly vault: Vault
  readonly deviceId: string
  readonly actor: Actor
  readonly policies: Policies
  readonly isProviderEnabled: boolean
  readonly isVerificationSetUp: boolean
  /**
   * Takes the claims for an account at the server: false when another account has them. Undefined
   * when the server can't be reached.
   */
  readonly reserve: (
    accountId: string,
    claims: { readonly indexEpoch: number; readonly claims: readonly Uint8Array[] },
  ) => Promise<boolean | undefined>
}

/**
 * Answers a request for a new passkey: gates, the person's verification, the choice of an account,
 * the durable save, and only then the answer. When it throws, nothing was kept, unless the request
 * was cancelled while the passkey was being saved.
 *
 * @param beforeSave is told what is about to be saved, and where: when it rejects, nothing is
 * @throws {GateError} when a gate is closed
 * @throws {WebAuthnError} as `create` of `@keyward/webauthn/client`; show `forPage` of it to RPs
 */
export async function createPasskey(
  provider: Provider,
  person: Person,
  request: ProviderCreate,
  beforeSave?: BeforeSave,
): Promise<RegistrationResponse> {
  passGates('create', provider, request)
  return create(provider.client, authenticatorOf(provider, person, { beforeSave }), request)
}

/**
 * Answers a request to sign in with a passkey that the member may use. That it happened, and when,
 * is kept durably before the answer.
 *
 * @throws {GateError} when a gate is closed
 * @throws {WebAuthnError} as `get` of `@keyward/webauthn/client`; show `forPage` of it to RPs
 */
export async function signIn(
  provider: Provider,
  person: Person,
  request: ProviderGet,
): Promise<AuthenticationResponse> {
  passGates('sign-in', provider, request)
  const used: { rpId?: string } = {}
  const authenticator = authenticatorOf(provider, person, { used })
  const response = await get(provider.client, authenticator, request)
  const id = decodeBase64url(response.id)
  await recordSignIn(provider.vault, used.rpId ?? '', id, provider.platform.clock())
  return response
}

function passGates(
  kind: 'create' | 'sign-in',
  provider: Provider,
  { surface }: Pick<GateFacts, 'surface'>,
): void {
  const closed = closedGate(kind, { ...provider, surface })
  if (closed !== undefined) throw new GateError(closed)
}

/** Told of a passkey just before it is saved to an account. */
export type BeforeSave = (source: CredentialSource, accountId: string) => Promise<void>

interface Watching {
  readonly used?: { rpId?: string }
  readonly beforeSave?: BeforeSave | undefined
}

function authenticatorOf(
  provider: Provider,
  person: Person,
  { used = {}, beforeSave }: Watching,
): Authenticator {
  const { platform, vault, policies } = provider
  const destination: Destination = { answer: undefined }
  const editNow = (): Edit => ({ at: platform.clock(), by: provider.deviceId })
  const gate = personGate(person, choosingOf(provider), destination)
  const store = vaultStore(vault, destination, editNow)
  return {
    store: {
      ...store,
      async add(source) {
        const { answer } = destination
        if (answer !== undefined) await beforeSave?.(source, answer.accountId)
        await store.add(source)
      },
    },
    gate: {
      canVerify: gate.canVerify,
      ask(question, ceremony) {
        used.rpId = question.rpId
        return gate.ask(question, ceremony)
      },
    },
    signer: localSigner(provider.backend),
    random: platform.random,
    allowSelfAttestation: policies.selfAttestation,
    now: platform.clock,
  }
}

function choosingOf({ platform, vault, reserve }: Provider): Choosing {
  const contentOf = (fields: Extract<AccountAnswer, { kind: 'new' }>['fields']) =>
    createAccount(fields, { at: platform.clock(), by: '' })
  return {
    vault,
    random: platform.random,
    async isUsernameFree(fields) {
      return (await vault.claimedLocally(contentOf(fields))) === undefined
    },
    async takeUsername(accountId, answer) {
      if (answer.kind === 'existing') return true
      const content = contentOf(answer.fields)
      if ((await vault.claimedLocally(content)) !== undefined) return false
      const claims = await vault.claimsOf(content)
      if (claims === undefined || claims.claims.length === 0) return true
      return (await reserve(accountId, claims)) ?? true
    },
  }
}
