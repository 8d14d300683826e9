import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mkdirSync } from 'node:fs'
import { nodeModExp } from '@keyward/cosigning/modexp/node'
import type { KeyholderPorts } from '@keyward/keyholder/keyholder'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { nodeAead } from '@keyward/primitives/aead/node'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

/** What a keyholder needs of this machine, over the replica in the agent's folder. */
export async function portsOf(folder: string): Promise<KeyholderPorts> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    platform: {
      random,
      clock: () => Date.now(),
      aead: nodeAead(),
      argon2id: nodeArgon2id,
      modexp: nodeModExp,
      suffixes: publicSuffixes,
      fetch: (...request) => fetch(...request),
      wait: (milliseconds, stop) =>
        sleep(milliseconds, undefined, stop === undefined ? {} : { signal: stop }).catch(() => {}),
    },
    replica: await fileReplica(join(folder, 'replica.db')),
    // Related origins are not fetched: an agent signs in where its passkeys are at home.
    client: { suffixes: publicSuffixes },
    backend: nodeBackend(),
    session: { monotonic: () => performance.now() },
  }
}
