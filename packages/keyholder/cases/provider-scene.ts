import { randomFillSync } from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { DEFAULT_POLICIES } from '@keyward/workspace/rules'
import type { Platform } from '../platform.ts'
import type { AccountAnswer, AccountQuestion, Person, Provider } from '../provider.ts'
import { memoryVault, type MemoryVault } from './memory-vault.ts'

export interface Scene {
  readonly vault: MemoryVault
  readonly provider: Provider
  /** What the person was asked, in order. */
  readonly asked: string[]
}

/** A provider over a vault in memory. */
export function providerScene(parts: Partial<Provider> = {}): Scene {
  const vault = memoryVault()
  let now = 1_795_000_000_000
  const platform: Platform = {
    random: (length) => randomFillSync(new Uint8Array(length)),
    clock: () => (now += 1000),
    aead: webCryptoAead(crypto.subtle),
    argon2id: () => Promise.reject(new Error('nothing is stretched here')),
    suffixes: publicSuffixes,
    fetch: () => Promise.reject(new Error('nothing is fetched here')),
    wait: () => Promise.resolve(),
  }
  const provider: Provider = {
    platform,
    client: { suffixes: publicSuffixes },
    backend: nodeBackend(),
    vault,
    deviceId: encodeBase64url(new Uint8Array(16).fill(1)),
    actor: { kind: 'person', role: 'user' },
    policies: DEFAULT_POLICIES,
    isProviderEnabled: true,
    isVerificationSetUp: true,
    reserve: () => Promise.resolve(true),
    ...parts,
  }
  return { vault, provider, asked: [] }
}

export interface Behaviour {
  readonly verifies?: 'verified' | 'failed' | 'cancelled' | 'present'
  readonly choosesFirst?: boolean
  readonly account?: (question: AccountQuestion) => AccountAnswer | undefined
  /** Which of the candidates is chosen; undefined cancels. */
  readonly passkey?: (ids: readonly string[]) => string | undefined
  readonly confirmsExcluded?: boolean
}

/** A person that behaves as told. */
export function personWho({ asked }: Scene, behaviour: Behaviour = {}): Person {
  const { verifies = 'verified' } = behaviour
  return {
    canVerify: true,
    ...(behaviour.choosesFirst === true ? { choosesFirst: true } : {}),
    async verify({ kind }) {
      asked.push(`verify ${kind}`)
      return verifies === 'verified'
        ? { outcome: 'verified', method: 'passphrase' }
        : { outcome: verifies }
    },
    async chooseAccount(question) {
      asked.push(question.problem === undefined ? 'account' : `account ${question.problem}`)
      const fallback: AccountAnswer = { kind: 'new', fields: question.prefilled }
      return behaviour.account === undefined ? fallback : behaviour.account(question)
    },
    async choosePasskey({ candidates }) {
      asked.push(`passkey of ${candidates.length}`)
      const ids = candidates.map(({ credentialId }) => credentialId)
      return behaviour.passkey === undefined ? ids[0] : behaviour.passkey(ids)
    },
    async confirmExcluded() {
      asked.push('excluded')
      return behaviour.confirmsExcluded ?? true
    },
  }
}
