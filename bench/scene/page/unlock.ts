import { decodeBase64url, decodeCbor } from '@keyward/codec'
import { openKeyholder } from '@keyward/keyholder/keyholder'
import type { Change } from '@keyward/keyholder/replica'
import { indexedDbReplica } from '@keyward/keyholder/replica/indexeddb'
import { AeadKey } from '@keyward/primitives/aead'
import { webCryptoAead } from '@keyward/primitives/aead/webcrypto'
import { webCryptoBackend } from '@keyward/primitives/signature/webcrypto'
import type { Client } from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'

/** What the benchmark asks of this page. */
export interface UnlockPage {
  /** Copies the rows that are served at `/rows` into a fresh replica of this name. */
  fill(name: string): Promise<void>
  /** Milliseconds of each unlock, from the account key to the first answer of the list. */
  unlock(
    name: string,
    held: { readonly accountKey: string; readonly accountKeyEpoch: number },
    rounds: number,
  ): Promise<readonly number[]>
}

const never = (): Promise<never> =>
  Promise.reject(new Error('Unlocking by key needs none of this.'))

const page: UnlockPage = {
  async fill(name) {
    const replica = await indexedDbReplica(name)
    const answer = await fetch('/rows')
    const rows = decodeCbor(new Uint8Array(await answer.arrayBuffer()))
    await replica.write(
      (rows as readonly (readonly [Change['collection'], string, Uint8Array])[]).map(
        ([collection, key, value]) => ({ collection, key, value }),
      ),
    )
    await replica.close()
  },
  async unlock(name, held, rounds) {
    const device = await openKeyholder({
      platform: {
        random: (length) => crypto.getRandomValues(new Uint8Array(length)),
        clock: Date.now,
        aead: webCryptoAead(crypto.subtle),
        argon2id: never,
        suffixes: publicSuffixes,
        fetch: never,
        wait: () => new Promise(() => {}),
      },
      replica: await indexedDbReplica(name),
      // No ceremony is run here.
      client: {} as Client,
      backend: webCryptoBackend(crypto.subtle),
    })
    const { accountKeyEpoch } = held
    const accountKey = new AeadKey(decodeBase64url(held.accountKey))
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await device.session.lock()
      const start = performance.now()
      await device.session.unlock({ by: 'key', accountKey, accountKeyEpoch })
      const { vault } = await device.desk()
      if (vault.index.search('har', 20).length === 0) throw new Error('Nothing was found.')
      times.push(performance.now() - start)
    }
    await device.close()
    return times
  },
}

Object.assign(globalThis, { unlockPage: page })
