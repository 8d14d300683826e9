import { setTimeout as sleep } from 'node:timers/promises'
import { type Keyholder, openKeyholder } from '@keyward/keyholder/keyholder'
import { memoryReplica, type ReplicaStore } from '@keyward/keyholder/replica'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'

/** How one device differs from the usual one. */
export interface DeviceOptions {
  readonly replica?: ReplicaStore
  /** UTC milliseconds. */
  readonly clock?: () => number
  readonly fetch?: typeof globalThis.fetch
}

/** A device with nobody signed in, which speaks to servers over the real network. */
export function openDevice(options: DeviceOptions = {}): Promise<Keyholder> {
  return openKeyholder({
    platform: {
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      clock: options.clock ?? Date.now,
      aead: webCryptoAead(crypto.subtle),
      argon2id: nodeArgon2id,
      suffixes: publicSuffixes,
      fetch: options.fetch ?? ((...request) => fetch(...request)),
      wait: (milliseconds, stop) =>
        sleep(milliseconds, undefined, stop === undefined ? {} : { signal: stop }).catch(() => {}),
    },
    replica: options.replica ?? memoryReplica().open(),
    client: { suffixes: publicSuffixes },
    backend: nodeBackend(),
  })
}
