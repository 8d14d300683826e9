import { ES256, type KeyPair } from '@keyward/primitives/keys'
import { nobleBackend } from '@keyward/primitives/signature/noble'
import {
  CRED_PROTECT,
  type CredentialSource,
  type CredentialStore,
  PrfSeeds,
} from '@keyward/webauthn/authenticator'
import { encodeCoseKey, WebAuthnError } from '@keyward/webauthn/data'
import { describe, expect, test } from 'vitest'

/** An empty store to test, and how to be rid of it. */
export interface StoreUnderTest {
  readonly store: CredentialStore
  readonly close: () => Promise<void> | void
}

/** The promises of the port CredentialStore, as tests. Each test gets an empty store of its own. */
export function credentialStoreContract(
  name: string,
  makeStore: () => Promise<StoreUnderTest>,
): void {
  const withStore = (work: (store: CredentialStore) => Promise<void>) => async () => {
    const { store, close } = await makeStore()
    try {
      await work(store)
    } finally {
      await close()
    }
  }
  describe(`${name} keeps the promises of CredentialStore`, () => {
    keeping(withStore)
    listing(withStore)
    refusing(withStore)
    counting(withStore)
    failingToCount(withStore)
  })
}

type WithStore = (work: (store: CredentialStore) => Promise<void>) => () => Promise<void>

function keeping(withStore: WithStore): void {
  test(
    'find gives every member of a passkey back as it was added',
    withStore(async (store) => {
      const source = passkey({ id: Uint8Array.of(0, 255, 128) })
      await store.add(source)
      expectSame(await store.find(source.rpId, source.id), source)
    }),
  )

  test(
    'members that a passkey does not have stay absent',
    withStore(async (store) => {
      const { privateKey: _key, prfSeeds: _seeds, createdAt: _date, ...source } = passkey()
      await store.add(source)
      const found = await store.find(source.rpId, source.id)
      expect(Object.keys(found ?? {}).toSorted()).toEqual(Object.keys(source).toSorted())
    }),
  )

  test(
    'texts come back whole, whatever characters they hold',
    withStore(async (store) => {
      const texts = { rpName: 'a\0b', userName: '😀 \u202e\n', userDisplayName: "'); DROP --" }
      const source = { ...passkey(), ...texts }
      await store.add(source)
      expect(await store.find(source.rpId, source.id)).toMatchObject(texts)
    }),
  )

  test(
    '[C24] credential IDs of 1 to 1,023 bytes are found byte for byte, and no other is',
    withStore(async (store) => {
      const ids = ID_LENGTHS.map((length) => new Uint8Array(length))
      for (const id of ids) await store.add(passkey({ id }))
      for (const id of ids) {
        const found = await store.find(RP_ID, id.slice())
        expect(found?.id).toEqual(id)
      }
      expect(await store.find(RP_ID, new Uint8Array(3))).toBeUndefined()
      expect(await store.find(RP_ID, Uint8Array.of(1))).toBeUndefined()
      expect(await store.find(RP_ID, new Uint8Array(0))).toBeUndefined()
    }),
  )

  test(
    'a passkey is found at its own RP ID only, compared exactly',
    withStore(async (store) => {
      const source = passkey()
      await store.add(source)
      for (const rpId of ['example', 'PERCH.example', `${RP_ID}.`, '', `www.${RP_ID}`]) {
        expect(await store.find(rpId, source.id)).toBeUndefined()
        expect(await store.list(rpId)).toEqual([])
      }
    }),
  )
}

function listing(withStore: WithStore): void {
  test(
    'list gives the passkeys of one RP, the newest first, whatever their dates say',
    withStore(async (store) => {
      const dates = [5, 1, 9, 3]
      for (const [at, createdAt] of dates.entries()) {
        await store.add({ ...passkey({ id: Uint8Array.of(at + 1) }), createdAt })
        await store.add(passkey({ id: Uint8Array.of(at + 1), rpId: 'other.example' }))
      }
      const listed = await store.list(RP_ID)
      expect(listed.map(({ id }) => id[0])).toEqual([4, 3, 2, 1])
      expect(listed.every(({ rpId }) => rpId === RP_ID)).toBe(true)
    }),
  )

  test(
    'list gives whole passkeys',
    withStore(async (store) => {
      const source = passkey()
      await store.add(source)
      expectSame((await store.list(RP_ID))[0], source)
    }),
  )

  test(
    'list of an RP without passkeys is empty',
    withStore(async (store) => {
      expect(await store.list(RP_ID)).toEqual([])
    }),
  )
}

function refusing(withStore: WithStore): void {
  test(
    '[C22] a second passkey with a taken ID is refused, and the first stays as it was',
    withStore(async (store) => {
      const first = passkey()
      await store.add(first)
      const second = { ...passkey({ keys: OTHER_KEYS }), userName: 'another' }
      expect(await refusalOf(() => store.add(second))).toBe('ceremony.not-saved')
      expectSame(await store.find(RP_ID, first.id), first)
      expect(await store.list(RP_ID)).toHaveLength(1)
    }),
  )

  test(
    'of two passkeys with one ID that come at once, exactly one is kept',
    withStore(async (store) => {
      const outcomes = await Promise.all([
        refusalOf(() => store.add(passkey())),
        refusalOf(() => store.add(passkey({ keys: OTHER_KEYS }))),
      ])
      expect(outcomes.toSorted()).toEqual(['ceremony.not-saved', 'kept'])
    }),
  )

  test(
    'the same ID at another RP is another passkey',
    withStore(async (store) => {
      const elsewhere = passkey({ rpId: 'other.example', keys: OTHER_KEYS })
      await store.add(passkey())
      await store.add(elsewhere)
      expectSame(await store.find('other.example', elsewhere.id), elsewhere)
      expectSame(await store.find(RP_ID, elsewhere.id), passkey())
    }),
  )
}

function counting(withStore: WithStore): void {
  test(
    '[C27] countUp keeps and returns the new counter, and nothing else changes',
    withStore(async (store) => {
      const source = { ...passkey(), signCount: 7 }
      await store.add(source)
      expect(await store.countUp(source, (stored) => stored + 5)).toBe(12)
      expectSame(await store.find(RP_ID, source.id), { ...source, signCount: 12 })
    }),
  )

  test(
    '[C27] countUp starts from what is stored, not from what the caller saw',
    withStore(async (store) => {
      const seen = { ...passkey(), signCount: 7 }
      await store.add(seen)
      for (let i = 0; i < 3; i += 1) await store.countUp(seen, (stored) => stored + 1)
      expect(await store.countUp(seen, (stored) => stored + 1)).toBe(11)
    }),
  )

  test(
    '[C27] the counter never goes down, and may reach its largest value',
    withStore(async (store) => {
      const source = { ...passkey(), signCount: 7 }
      await store.add(source)
      expect(await store.countUp(source, () => 3)).toBe(7)
      expect(await store.countUp(source, () => 0xffffffff)).toBe(0xffffffff)
      expect((await store.find(RP_ID, source.id))?.signCount).toBe(0xffffffff)
    }),
  )

  test(
    '[C27] requests that count at once all get different counters',
    withStore(async (store) => {
      const source = { ...passkey(), signCount: 1 }
      await store.add(source)
      const requests = Array.from({ length: 20 }, () =>
        store.countUp(source, (stored) => stored + 1),
      )
      expect(new Set(await Promise.all(requests)).size).toBe(20)
    }),
  )
}

function failingToCount(withStore: WithStore): void {
  test(
    'a counter that could not be computed leaves the stored one, and the store usable',
    withStore(async (store) => {
      const source = { ...passkey(), signCount: 7 }
      await store.add(source)
      const broken = async () =>
        store.countUp(source, () => {
          throw new Error('no counter')
        })
      await expect(broken()).rejects.toThrow('no counter')
      expect(await store.countUp(source, (stored) => stored + 1)).toBe(8)
    }),
  )

  test(
    'countUp of a passkey that is not there is refused',
    withStore(async (store) => {
      expect(await refusalOf(() => store.countUp(passkey(), () => 1))).toBe('ceremony.not-saved')
      expect(await store.list(RP_ID)).toEqual([])
    }),
  )
}

const RP_ID = 'perch.example'
const ID_LENGTHS = [1, 2, 15, 16, 17, 32, 64, 255, 256, 257, 1022, 1023]
const KEYS = keysFrom(1)
const OTHER_KEYS = keysFrom(2)

function keysFrom(byte: number): KeyPair {
  return nobleBackend((length) => new Uint8Array(length).fill(byte)).generate(ES256) as KeyPair
}

function passkey(parts: { id?: Uint8Array; rpId?: string; keys?: KeyPair } = {}) {
  const { id = Uint8Array.of(1, 2, 3, 4), rpId = RP_ID, keys = KEYS } = parts
  return {
    type: 'public-key',
    id,
    rpId,
    rpName: 'Perch',
    userHandle: Uint8Array.of(0, 9),
    userName: 'studio@acme',
    userDisplayName: 'Studio',
    algorithm: ES256,
    publicKey: encodeCoseKey(keys.publicKey),
    privateKey: keys.privateKey,
    prfSeeds: new PrfSeeds(new Uint8Array(32).fill(5), new Uint8Array(32).fill(6)),
    signCount: 0,
    backupEligible: true,
    backupState: false,
    credProtect: CRED_PROTECT.userVerificationRequired,
    createdAt: 1_700_000_000_123,
  } as const satisfies CredentialSource
}

/** Compares with the secrets, which hide themselves from ordinary comparison. */
function expectSame(found: CredentialSource | undefined, wanted: CredentialSource): void {
  expect(revealed(found)).toEqual(revealed(wanted))
}

function revealed(source: CredentialSource | undefined) {
  return {
    ...source,
    privateKey: source?.privateKey?.exportPkcs8(),
    prfSeeds: source?.prfSeeds?.reveal(),
  }
}

async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'kept'
  } catch (error) {
    if (error instanceof WebAuthnError) return error.rule
    throw error
  }
}
