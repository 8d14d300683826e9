import { setTimeout as sleep } from 'node:timers/promises'
import { nodeModExp } from '@keyward/cosigning/modexp/node'
import type { KeyholderPorts } from '@keyward/keyholder/keyholder'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { nodeAead } from '@keyward/primitives/aead/node'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { systemRandom } from '../randomness.ts'
import { fetchWellKnownWith } from '../related-origins.ts'
import { type Home, makeHome } from '../home.ts'

/** What a keyholder needs of this machine, over the replica of a home, which is made when missing. */
export async function nodePorts(home: Home): Promise<KeyholderPorts> {
  makeHome(home)
  return {
    platform: {
      random: systemRandom,
      clock: () => Date.now(),
      aead: nodeAead(),
      argon2id: nodeArgon2id,
      modexp: nodeModExp,
      suffixes: publicSuffixes,
      fetch: (...request) => fetch(...request),
      wait: (milliseconds, stop) =>
        sleep(milliseconds, undefined, stop === undefined ? {} : { signal: stop }).catch(() => {}),
    },
    replica: await fileReplica(home.replica),
    client: {
      suffixes: publicSuffixes,
      fetchWellKnown: fetchWellKnownWith((...request) => fetch(...request)),
    },
    backend: nodeBackend(),
    session: { monotonic: () => performance.now() },
  }
}
