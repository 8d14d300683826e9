import { AREAS, type PhoneStorage } from './storage.ts'

/** The storage of one phone in the browser's database; a phone with another id has another one. */
export async function indexedDbStorage(
  deviceId: string,
  factory: IDBFactory = indexedDB,
): Promise<PhoneStorage> {
  const opening = factory.open(`simulated-phone-${deviceId}`, 1)
  opening.addEventListener('upgradeneeded', () => {
    for (const area of AREAS) opening.result.createObjectStore(area)
  })
  const db = await settled(opening)
  return {
    get: (area, key) => settled(db.transaction(area).objectStore(area).get(key)),
    async change(area, key, make) {
      const transaction = db.transaction(area, 'readwrite', { durability: 'strict' })
      const store = transaction.objectStore(area)
      const reading = store.get(key)
      reading.addEventListener('success', () => {
        const change = make(reading.result)
        if (change.type === 'put') store.put(change.value, key)
        if (change.type === 'delete') store.delete(key)
      })
      await done(transaction)
    },
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error))
  })
}
