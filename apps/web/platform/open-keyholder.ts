import { type Keyholder, openKeyholder as open } from '@keyward/keyholder/keyholder'
import { indexedDbReplica } from '@keyward/keyholder/replica/indexeddb'
import type { SessionOptions } from '@keyward/keyholder/session'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { webCryptoBackend } from '@keyward/primitives/signature/webcrypto'
import { wasmArgon2id } from '@keyward/vault/argon2/wasm'
import { keyStore } from './key-store.ts'
import { replicaName } from './names.ts'
import { offlineKey } from './offline-key.ts'
import { browserPasskeys } from './passkeys.ts'
import { proofKeys } from './proof-keys.ts'
import { type LoadedSuffixes, loadedSuffixes } from './suffixes.ts'
import { wait } from './wait.ts'

/** What the app has in place of the browser's own, where it runs inside a shell. */
export interface Place {
  /** Names the replica; undefined for the one of a plain browser. */
  readonly device: string | undefined
  readonly fetch: typeof globalThis.fetch
  readonly session: Pick<SessionOptions, 'biometricKey'>
  /** Whether the browser's own passkeys may unlock Keyward: not where Keyward is the one asked for them. */
  readonly hasPasskeys: boolean
}

/** A keyholder of this browser, and the suffix list that its vault needs. */
export interface OpenedKeyholder {
  readonly keyholder: Keyholder
  readonly suffixes: LoadedSuffixes
}

/** Opens the keyholder of a device. @throws {KeyholderError} `replica.*` */
export async function openKeyholder(place: Place): Promise<OpenedKeyholder> {
  const name = replicaName(place.device)
  const keys = keyStore(`${name}.keys`)
  const suffixes = loadedSuffixes()
  const keyholder = await open({
    platform: {
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      clock: () => Date.now(),
      aead: webCryptoAead(crypto.subtle),
      argon2id: wasmArgon2id,
      suffixes,
      fetch: place.fetch,
      wait,
    },
    replica: await indexedDbReplica(name),
    client: { suffixes },
    backend: webCryptoBackend(crypto.subtle),
    session: {
      monotonic: () => performance.now(),
      proofKeys: proofKeys(keys),
      offlineKey: offlineKey(keys),
      ...passkeysOf(place),
      ...biometricsOf(place),
    },
  })
  return { keyholder, suffixes }
}

function passkeysOf({ hasPasskeys }: Place): Pick<SessionOptions, 'passkeys'> {
  const isThere = hasPasskeys && 'PublicKeyCredential' in globalThis
  return isThere ? { passkeys: browserPasskeys(navigator.credentials) } : {}
}

function biometricsOf({ session }: Place): Pick<SessionOptions, 'biometricKey'> {
  return session.biometricKey === undefined ? {} : { biometricKey: session.biometricKey }
}
