import type { AeadKey } from '@keyward/primitives/aead'
import { nodeAead } from '@keyward/primitives/aead/node'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { type Keyholder, openKeyholder } from '@keyward/keyholder/keyholder'
import type { ReplicaStore } from '@keyward/keyholder/replica'
import type { ProofKeyStore } from '@keyward/keyholder/session'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { testClient } from '@keyward/testkit'
import type { KeyPair } from 'dpop'

/** The account key of a device, which unlocks it without the stretch of a passphrase. */
export interface HeldKey {
  readonly accountKey: AeadKey
  readonly accountKeyEpoch: number
}

/**
 * A keyholder on a replica, with this machine's own random, clock and network.
 *
 * @param proofKey the device's key for proofs, where the benchmark makes proofs itself
 */
export function openDevice(replica: ReplicaStore, proofKey?: KeyPair): Promise<Keyholder> {
  return openKeyholder({
    platform: {
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      clock: Date.now,
      aead: nodeAead(),
      argon2id: nodeArgon2id,
      suffixes: publicSuffixes,
      fetch,
      wait,
    },
    replica,
    client: testClient,
    backend: nodeBackend(),
    session: proofKey === undefined ? {} : { proofKeys: held(proofKey) },
  })
}

/** Makes a workspace on the server, with its Owner on this device. */
export async function signUp({ session }: Keyholder, origin: string): Promise<HeldKey> {
  await session.createWorkspace({
    origin,
    setupCode: null,
    workspaceName: 'Harbour',
    ownerName: 'Olga',
    address: 'olga@harbour.example',
    passphrase: 'grape violin mosaic trumpet lantern',
    deviceName: 'Benchmark',
  })
  const { accountKey, accountKeyEpoch } = session.unlocked()
  return { accountKey, accountKeyEpoch }
}

function held(key: KeyPair): ProofKeyStore {
  return { load: async () => key, make: async () => ({ key, rows: [] }) }
}

function wait(milliseconds: number, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      stop?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    timer.unref()
    stop?.addEventListener('abort', end)
    if (stop?.aborted === true) end()
  })
}
