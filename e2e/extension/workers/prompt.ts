import { connectShell, type BrowserRequest } from '@keyward/channel'
import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { importPrivateKey } from '@keyward/primitives/keys'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import {
  type Authenticator,
  type CredentialSource,
  localSigner,
  memoryStore,
} from '@keyward/webauthn/authenticator'
import {
  type Caller,
  create,
  creationOptionsFromJSON,
  get,
  requestOptionsFromJSON,
  tolerate,
} from '@keyward/webauthn/client'
import { encodeCoseKey, WebAuthnError } from '@keyward/webauthn/data'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { backgroundPort } from './background-port.ts'

/*
 * Stands in for the prompt where a test is about pages and not about people: it answers at once, as
 * `chrome.storage.local` says under `test.does`. Its keys are worth nothing and lie open there.
 */

/** What the person does in every prompt. */
export type PersonDoes = 'approve' | 'cancel' | 'use_browser' | 'no_credential' | 'nothing'

interface Kept {
  readonly id: string
  readonly rpId: string
  readonly userHandle: string
  readonly userName: string
  readonly pkcs8: string
}

declare const window: { close(): void }
declare const chrome: {
  readonly storage: {
    readonly local: {
      get(keys: readonly string[]): Promise<Record<string, unknown>>
      set(values: Record<string, unknown>): Promise<void>
    }
  }
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const backend = nobleBackend(random)
const { local } = chrome.storage
const shell = connectShell(backgroundPort())
await answer()
window.close()

async function answer(): Promise<void> {
  const { request } = await shell.call('provider.request', {})
  if (request?.platform !== 'browser') return
  const { 'test.does': does = 'approve' } = await local.get(['test.does'])
  if (does === 'nothing') await new Promise(() => {})
  const { requestId } = request
  if (does !== 'approve') {
    const code = does === 'cancel' ? 'user_cancelled' : (does as 'use_browser' | 'no_credential')
    await shell.call('provider.fail', { requestId, code })
    return
  }
  try {
    const responseJson = JSON.stringify(await responseTo(request))
    await shell.call('provider.complete', { requestId, result: { responseJson } })
  } catch (error) {
    const rule = error instanceof WebAuthnError ? error.rule : ''
    const code =
      rule === 'ceremony.excluded'
        ? 'excluded'
        : rule === 'ceremony.no-credential'
          ? 'no_credential'
          : /^(rp-id|origin|caller|related)/.test(rule)
            ? 'security'
            : 'unknown'
    await shell.call('provider.fail', { requestId, code })
  }
}

async function responseTo(request: BrowserRequest): Promise<unknown> {
  const { 'test.passkeys': kept = [] } = await local.get(['test.passkeys'])
  const sources = (kept as Kept[]).map(sourceOf)
  const added: CredentialSource[] = []
  const store = memoryStore(sources)
  const authenticator: Authenticator = {
    store: { ...store, add: (source) => (added.push(source), store.add(source)) },
    signer: localSigner(backend),
    random,
    gate: {
      canVerify: true,
      ask: (question, ceremony) => ({
        outcome: 'consented',
        presence: ceremony.confirmPresence(),
        verification: ceremony.confirmVerification('simulated'),
        ...(question.kind === 'sign-in' ? { credential: question.candidates[0] } : {}),
      }),
    },
  }
  const { origin, embedding } = request.caller
  const caller: Caller = { kind: 'origin', origin, ...(embedding && { embedding }) }
  const client = { suffixes: publicSuffixes }
  const options = JSON.parse(request.requestJson)
  if (request.kind === 'get')
    return get(client, authenticator, {
      caller,
      options: requestOptionsFromJSON(tolerate(options, 'json') as never),
    })
  const made = await create(client, authenticator, {
    caller,
    options: creationOptionsFromJSON(tolerate(options, 'json') as never),
  })
  const all = [...(kept as Kept[]), ...added.map(keptOf)]
  await local.set({ 'test.passkeys': all })
  await shell.call('index.replace', {
    generation: all.length,
    accounts: [],
    entries: all.map(({ id, rpId, userHandle, userName }) => ({
      credentialId: id,
      rpId,
      userHandle,
      userName,
      displayName: '',
      accountName: userName,
      lastUsedAt: 0,
    })),
  })
  return made
}

function sourceOf({ id, rpId, userHandle, userName, pkcs8 }: Kept): CredentialSource {
  const { privateKey, publicKey } = importPrivateKey(decodeBase64url(pkcs8))
  return {
    type: 'public-key',
    id: decodeBase64url(id),
    rpId,
    rpName: rpId,
    userHandle: decodeBase64url(userHandle),
    userName,
    userDisplayName: '',
    algorithm: privateKey.algorithm,
    publicKey: encodeCoseKey(publicKey),
    privateKey,
    signCount: 0,
    backupEligible: true,
    backupState: true,
    credProtect: 1,
  }
}

function keptOf({ id, rpId, userHandle, userName, privateKey }: CredentialSource): Kept {
  return {
    id: encodeBase64url(id),
    rpId,
    userHandle: encodeBase64url(userHandle),
    userName,
    pkcs8: encodeBase64url(privateKey?.exportPkcs8() ?? new Uint8Array()),
  }
}
