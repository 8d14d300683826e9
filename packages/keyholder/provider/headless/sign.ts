import { decodeBase64url, encodeBase64url, equalBytes } from '@keyward/codec'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import {
  type CredentialSource,
  getAssertion,
  localSigner,
  type VerificationMethod,
} from '@keyward/webauthn/authenticator'
import { WebAuthnError } from '@keyward/webauthn/data'
import { passkeyStatus } from '../../accounts/content/types.ts'
import { toCredentialSource } from '../../accounts/credential-source.ts'
import { currentContent, loadAccount } from '../../vault/account/load.ts'
import { isDamaged } from '../../vault/rows/damage.ts'
import { openRow } from '../../vault/rows/sealed-row.ts'
import type { Reading } from '../../vault/rows/transaction.ts'
import { credentialRow, parseFinds } from '../listing/shards.ts'
import type { FailureCode, IosGet, SystemResult } from '../system/types.ts'
import { type HeadlessKeys, parseHeadlessKeys } from './keys.ts'

/** What signing without a screen is given. */
export interface HeadlessRequest {
  /** What `secure.get` gave out, after it had verified the person. */
  readonly keys: Uint8Array
  /** How that was. */
  readonly verified: VerificationMethod
  /** The replica's rows as they are stored. */
  readonly read: Reading
  readonly request: IosGet
}

export type HeadlessAnswer =
  | {
      readonly outcome: 'signed'
      readonly result: SystemResult
      /**
       * To be put by `addHeadlessUse` into the file that the app reads when it is opened next, which
       * records it.
       */
      readonly used: { readonly accountId: string; readonly credentialId: string }
    }
  | { readonly outcome: 'failed'; readonly code: FailureCode }

/**
 * Signs in with the passkey that was tapped, with no screen, network, timer or WebCrypto: the account
 * is found in one row and opened with keys that lie wrapped in the replica. What only the screens can
 * do is answered with `interaction_required`: a passkey whose key is not here (a Collaborator's), an
 * RS256 one, one with a counter, which has to be kept first, PRF, and a replica that is not as
 * expected. Never rejects.
 */
export async function signHeadless(given: HeadlessRequest): Promise<HeadlessAnswer> {
  try {
    return await sign(given)
  } catch (error) {
    const isGone = error instanceof WebAuthnError && error.rule === 'ceremony.no-credential'
    return failed(isGone ? 'no_credential' : 'interaction_required')
  }
}

async function sign({ keys, verified, read, request }: HeadlessRequest): Promise<HeadlessAnswer> {
  const { chosen, rpId, allowedCredentials, clientDataHash } = request
  const held = parseHeadlessKeys(keys)
  if (held === undefined || chosen === undefined || request.prf !== undefined)
    return failed('interaction_required')
  const { credentialId } = chosen
  if (allowedCredentials.length > 0 && !allowedCredentials.includes(credentialId))
    return failed('no_credential')
  const found = await findSource(held, read, credentialId)
  if (found === undefined || found.source.rpId !== rpId) return failed('no_credential')
  const { source, accountId } = found
  const backend = nobleBackend(noRandom)
  const canSign = backend.algorithms.some((known) => known === source.algorithm)
  if (source.privateKey === undefined || !canSign || source.signCount > 0)
    return failed('interaction_required')
  const assertion = await getAssertion(
    {
      store: storeOf(source),
      gate: {
        canVerify: true,
        ask: (_question, ceremony) => ({
          outcome: 'consented',
          credential: source,
          presence: ceremony.confirmPresence(),
          verification: ceremony.confirmVerification(verified),
        }),
      },
      signer: localSigner(backend),
      random: noRandom,
    },
    {
      rpId,
      clientDataHash: decodeBase64url(clientDataHash),
      allowCredentialIds: [source.id],
      requireUserVerification: true,
      extensions: {},
    },
  )
  return {
    outcome: 'signed',
    used: { accountId, credentialId },
    result: {
      credentialId,
      userHandle: encodeBase64url(source.userHandle),
      rpId,
      signature: encodeBase64url(assertion.signature),
      authenticatorData: encodeBase64url(assertion.authenticatorData),
      clientDataHash,
    },
  }
}

async function findSource(
  held: HeadlessKeys,
  read: Reading,
  credentialId: string,
): Promise<{ readonly source: CredentialSource; readonly accountId: string } | undefined> {
  const ports = portsOf(held)
  const key = credentialRow(credentialId)
  const row = await read.get('directory', key)
  const finds = row && (await unlessUnreadable(() => openRow(ports, 'directory', key, row)))
  const accountId = parseFinds(finds).get(credentialId)
  if (accountId === undefined) return undefined
  const stored = await loadAccount(ports, read, accountId)
  const content = stored && (await currentContent(ports, read, stored))
  const passkey = content?.profile.passkeys.get(credentialId)
  if (passkey === undefined || passkeyStatus(passkey) !== 'active') return undefined
  const secrets = content?.secrets?.passkeys.get(credentialId)
  return { source: toCredentialSource(passkey, secrets), accountId }
}

/** What reading rows needs of a session: nothing here draws random bytes or asks a network. */
function portsOf(held: HeadlessKeys): Parameters<typeof loadAccount>[0] {
  const platform = { aead: nobleAead(), random: noRandom }
  const ports = { platform, unlocked: () => held }
  return ports as unknown as Parameters<typeof loadAccount>[0]
}

function noRandom(): Uint8Array {
  throw new WebAuthnError('ceremony.internal', 'Signing draws no random bytes.')
}

function noStore(): never {
  throw new WebAuthnError('ceremony.internal', 'Nothing is stored without a screen.')
}

function storeOf(source: CredentialSource) {
  return {
    find: (rpId: string, id: Uint8Array) =>
      rpId === source.rpId && equalBytes(id, source.id) ? source : undefined,
    list: () => [source],
    add: noStore,
    countUp: noStore,
  }
}

async function unlessUnreadable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (isDamaged(error)) return undefined
    throw error
  }
}

function failed(code: FailureCode): HeadlessAnswer {
  return { outcome: 'failed', code }
}
