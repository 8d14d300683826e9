import { type Keyholder, openKeyholder as open } from '@keyward/keyholder/keyholder'
import type { Client, WellKnownFetch } from '@keyward/webauthn/client'
import { indexedDbReplica } from '@keyward/keyholder/replica/indexeddb'
import type { PasskeyPort, SessionOptions } from '@keyward/keyholder/session'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { webCryptoBackend } from '@keyward/primitives/signature/webcrypto'
import { wasmArgon2id } from '@keyward/vault/argon2/wasm'
import { keyStore } from './key-store.ts'
import { replicaName } from './names.ts'
import { offlineKey } from './offline-key.ts'
import { proofKeys } from './proof-keys.ts'
import { type LoadedSuffixes, loadedSuffixes } from './suffixes.ts'
import { wait } from './wait.ts'

/** What the app has in place of the browser's own, where it runs inside a shell. */
export interface Place {
  /** Names the replica; undefined for the one of a plain browser. */
  readonly device: string | undefined
  readonly fetch: typeof globalThis.fetch
  readonly session: Pick<SessionOptions, 'biometricKey'>
  /** The browser's own passkeys, which unlock Keyward: not where Keyward is the one asked for them. */
  readonly passkeys: PasskeyPort | undefined
  /** Asks sites for their related origins, where pages ask Keyward. */
  readonly fetchWellKnown?: WellKnownFetch
}

/** A keyholder of this browser, and what its vault and requests need. */
export interface OpenedKeyholder {
  readonly keyholder: Keyholder
  readonly suffixes: LoadedSuffixes
  readonly client: Client
}

/** Opens the keyholder of a device. @throws {KeyholderError} `replica.*` */
export async function openKeyholder(place: Place): Promise<OpenedKeyholder> {
  const name = replicaName(place.device)
  const keys = keyStore(`${name}.keys`)
  const suffixes = loadedSuffixes()
  const { fetchWellKnown } = place
  const client = { suffixes, ...(fetchWellKnown === undefined ? {} : { fetchWellKnown }) }
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
    client,
    backend: webCryptoBackend(crypto.subtle),
    session: {
      monotonic: () => performance.now(),
      proofKeys: proofKeys(keys),
      offlineKey: offlineKey(keys),
      ...(place.passkeys === undefined ? {} : { passkeys: place.passkeys }),
      ...biometricsOf(place),
    },
  })
  return { keyholder, suffixes, client }
}

function biometricsOf({ session }: Place): Pick<SessionOptions, 'biometricKey'> {
  return session.biometricKey === undefined ? {} : { biometricKey: session.biometricKey }
}
