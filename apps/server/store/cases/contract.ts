import { afterEach, beforeEach, describe } from 'vitest'
import { openSigner } from '../../signer/signer.ts'
import { openSqliteStore } from '../sqlite.ts'
import type { Store } from '../store.ts'
import { signerRandom } from './deals.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** An empty store, and what has to be done with it in the end. */
interface Opened {
  readonly store: Store
  close(): Promise<void>
}

/** Every kind of store there is. What a contract says is shown on each of them. */
const KINDS: Readonly<Record<string, () => Promise<Opened>>> = {
  'a SQLite file': async () => {
    const folder = temporaryFolder()
    const ledger = openSigner({ path: ':memory:', random: signerRandom })
    const store = await openSqliteStore({ path: folder.file('keyward.db'), ledger })
    return {
      store,
      async close() {
        await store.close()
        await ledger.close()
        folder.remove()
      },
    }
  },
  memory: async () => {
    const ledger = openSigner({ path: ':memory:', random: signerRandom })
    const store = await openSqliteStore({ path: ':memory:', ledger })
    return {
      store,
      async close() {
        await store.close()
        await ledger.close()
      },
    }
  },
}

/** Runs the tests on each kind of store. Each test gets an empty one of its own. */
export function storeContract(subject: string, tests: (store: () => Store) => void): void {
  for (const [kind, open] of Object.entries(KINDS)) {
    describe(`${subject}, kept in ${kind}`, () => {
      let opened: Opened
      beforeEach(async () => {
        opened = await open()
      })
      afterEach(() => opened.close())
      tests(() => opened.store)
    })
  }
}
