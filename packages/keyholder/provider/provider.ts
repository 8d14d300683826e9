import { decodeBase64url } from '@keyward/codec'
import type { Actor, Policies } from '@keyward/workspace/rules'
import {
  type Authenticator,
  type CredentialSource,
  localSigner,
  type Signer,
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
import { KeyholderError } from '../error.ts'
import { asidesOf } from './asides.ts'
import { GateError } from './error.ts'
import { candidateOf, candidatesOf } from './candidates.ts'
import { clientDataOf } from './client-data.ts'
import type { CosignAsk } from './cosign-ask.ts'
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
  /**
   * Signs in together with the signer, for a passkey whose key is not here. Without it, such a
   * passkey can't be used on this device.
   *
   * @returns the signature, in DER for ES256
   * @throws {KeyholderError} `cosigning.*`, `provider.cancelled`
   */
  readonly cosign?: (ask: CosignAsk) => Promise<Uint8Array>
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
 * is kept durably before the answer; where the signer takes part, it keeps that.
 *
 * @throws {GateError} when a gate is closed
 * @throws {KeyholderError} `cosigning.*`, `provider.cancelled` where the signer takes part
 * @throws {WebAuthnError} as `get` of `@keyward/webauthn/client`; show `forPage` of it to RPs
 */
export async function signIn(
  provider: Provider,
  person: Person,
  request: ProviderGet,
): Promise<AuthenticationResponse> {
  passGates('sign-in', provider, request)
  const used: Used = {}
  const authenticator = authenticatorOf(provider, person, { used, request })
  const response = await unwrapped(() => get(provider.client, authenticator, request))
  const id = decodeBase64url(response.id)
  if (used.isCosigned !== true)
    await recordSignIn(provider.vault, used.rpId ?? '', id, provider.platform.clock())
  return response
}

/** The client wraps what a signer throws; of what a person can act on, nothing may be lost. */
async function unwrapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      if (cause instanceof KeyholderError && isForPerson(cause)) throw cause
    throw error
  }
}

function isForPerson({ rule }: KeyholderError): boolean {
  return rule.startsWith('cosigning.') || rule === 'provider.cancelled'
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

/** What was used, as the ceremony goes. */
interface Used {
  rpId?: string
  isCosigned?: boolean
}

interface Watching {
  readonly used?: Used
  /** Of a sign-in. */
  readonly request?: ProviderGet
  readonly beforeSave?: BeforeSave | undefined
}

function authenticatorOf(
  provider: Provider,
  person: Person,
  { used = {}, request, beforeSave }: Watching,
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
    signer: signerOf(provider, person, used, request),
    random: platform.random,
    allowSelfAttestation: policies.selfAttestation,
    now: platform.clock,
  }
}

/** Keys that are here sign here; for a passkey that was shared without its key, the signer is asked. */
function signerOf(
  { backend, cosign, vault }: Provider,
  person: Person,
  used: Used,
  request: ProviderGet | undefined,
): Signer {
  const local = localSigner(backend)
  if (cosign === undefined || request === undefined) return local
  return {
    ...local,
    async sign(source, authenticatorData, clientDataHash) {
      if (source.privateKey !== undefined)
        return local.sign(source, authenticatorData, clientDataHash)
      const found = candidateOf(await candidatesOf(vault, source.rpId), source.id)
      // It was revoked while the person confirmed, and a sync has taken it away.
      if (found === undefined) throw revoked()
      if (found.account.relation === 'owner')
        return local.sign(source, authenticatorData, clientDataHash)
      used.isCosigned = true
      return cosign({
        accountId: found.account.accountId,
        source,
        authenticatorData,
        clientDataHash,
        clientDataJSON: clientDataOf(request, clientDataHash),
        reason: request.reason,
        person: asidesOf(person),
        signal: request.signal,
      })
    },
  }
}

function revoked(): KeyholderError {
  return new KeyholderError('cosigning.refused', 'This account is not shared with you any more.', {
    detail: 'needs-grant',
  })
}

function choosingOf({ platform, vault, reserve }: Provider): Choosing {
  const contentOf = (fields: Extract<AccountAnswer, { kind: 'new' }>['fields']) =>
    createAccount(fields, { at: platform.clock(), by: '' })
  return {
    vault,
    random: platform.random,
    suffixes: platform.suffixes,
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
