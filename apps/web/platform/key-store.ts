const STORE = 'keys'

/**
 * Keys that WebCrypto keeps and gives to nobody, in an IndexedDB database of their own. A browser
 * stores the key itself, so that no script ever has its bytes.
 */
export interface KeyStore {
  get<T extends CryptoKey | CryptoKeyPair>(name: string): Promise<T | undefined>
  /** Durable when it resolves. */
  put(name: string, key: CryptoKey | CryptoKeyPair): Promise<void>
  /** Puts the key unless there is one, and gives the one that is there then: tabs agree on it. */
  putFirst(name: string, key: CryptoKey): Promise<CryptoKey>
}

/** @param factory the browser's `indexedDB` */
export function keyStore(name: string, factory: IDBFactory = indexedDB): KeyStore {
  let opened: Promise<IDBDatabase> | undefined
  const database = (): Promise<IDBDatabase> => {
    opened ??= open(factory, name).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  const run = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Promise<T>,
  ): Promise<T> => {
    const transaction = (await database()).transaction(STORE, mode, { durability: 'strict' })
    const done = finished(transaction)
    const result = await work(transaction.objectStore(STORE))
    await done
    return result
  }
  return {
    get: (key) => run('readonly', (store) => answer(store.get(key))),
    put: (key, value) =>
      run('readwrite', async (store) => void (await answer(store.put(value, key)))),
    putFirst: (key, value) =>
      run('readwrite', async (store) => {
        const known = await answer<CryptoKey | undefined>(store.get(key))
        if (known !== undefined) return known
        await answer(store.put(value, key))
        return value
      }),
  }
}

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1)
  request.addEventListener('upgradeneeded', () => void request.result.createObjectStore(STORE))
  return answer(request)
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('No key store.')))
  })
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(transaction.error ?? new Error('The key store failed.'))
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('error', fail)
    transaction.addEventListener('abort', fail)
  })
}
