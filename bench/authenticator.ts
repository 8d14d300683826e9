import { generateKeyPairSync, randomFillSync, sign } from 'node:crypto'
import {
  callerAt,
  creationJson,
  requestJson,
  testAuthenticator,
  testClient,
} from '@keyward/testkit'
import {
  type Authenticator,
  type CredentialSource,
  memoryStore,
} from '@keyward/webauthn/authenticator'
import {
  create,
  creationOptionsFromJSON,
  get,
  requestOptionsFromJSON,
} from '@keyward/webauthn/client'
import * as emulator from 'nid-webauthn-emulator'
import { compare, type Task } from './harness.ts'
import type { Row } from './table.ts'

const RP_ID = 'perch.example'
const ORIGIN = `https://${RP_ID}`
const caller = callerAt(ORIGIN)
const es256 = [{ type: 'public-key', alg: -7 }]
/** What an assertion signs: 37 bytes of authenticator data and the hash. */
const SIGNED = new Uint8Array(69)

interface Emulator {
  createJSON(origin: string, options: unknown): { id: string }
  getJSON(origin: string, options: unknown): unknown
}

function newEmulator(): Emulator {
  const exported = emulator.default as unknown as {
    default?: new () => Emulator
  } & (new () => Emulator)
  return new (exported.default ?? exported)()
}

/** An authenticator with this many passkeys, each at an RP of its own but for the one that is used. */
async function authenticatorWith(
  stored: number,
): Promise<{ authenticator: Authenticator; id: string }> {
  const first = testAuthenticator()
  const options = creationOptionsFromJSON(creationJson({ pubKeyCredParams: es256 }))
  const { id } = await create(testClient, first, { caller, options })
  const [used] = (await first.store.list(RP_ID)) as [CredentialSource]
  const others = Array.from({ length: stored - 1 }, (_, i) => ({
    ...used,
    id: randomFillSync(new Uint8Array(16)),
    rpId: `rp-${i}.example`,
  }))
  return { authenticator: testAuthenticator({}, { store: memoryStore([used, ...others]) }), id }
}

/** A whole assertion, from the text of the options to the text of the answer. */
function assertionTask({ authenticator, id }: { authenticator: Authenticator; id: string }): Task {
  const text = JSON.stringify(requestJson({ allowCredentials: [{ type: 'public-key', id }] }))
  return {
    name: 'assertion',
    run: async () =>
      JSON.stringify(
        await get(testClient, authenticator, {
          caller,
          options: requestOptionsFromJSON(JSON.parse(text)),
        }),
      ),
  }
}

function createTask(): Task {
  let made = 0
  return {
    name: 'create',
    run: async () => {
      made += 1
      const text = JSON.stringify(creationJson({ pubKeyCredParams: es256 }))
      const options = creationOptionsFromJSON(JSON.parse(text))
      const at = callerAt(`https://rp-${made}.example`)
      return JSON.stringify(await create(testClient, createAuthenticator, { caller: at, options }))
    },
  }
}

const createAuthenticator = testAuthenticator()

const rawSign: Task = (() => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return { name: 'node:crypto sign', run: () => sign('sha256', SIGNED, privateKey) }
})()

const rawCreate: Task = {
  name: 'node:crypto generate and sign',
  run: () =>
    sign('sha256', SIGNED, generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey),
}

function emulatorTask(stored: number): Task {
  const emulated = newEmulator()
  const rp = { id: RP_ID, name: 'Perch' }
  const { id } = emulated.createJSON(ORIGIN, creationJson({ rp, pubKeyCredParams: es256 }))
  for (let i = 1; i < stored; i += 1)
    emulated.createJSON(ORIGIN, creationJson({ rp, pubKeyCredParams: es256 }))
  const options = requestJson({ rpId: RP_ID, allowCredentials: [{ type: 'public-key', id }] })
  return { name: 'nid-webauthn-emulator', run: () => emulated.getJSON(ORIGIN, options) }
}

/** The assertion and create rows of the budgets. */
export async function authenticatorRows(quick: boolean): Promise<Row[]> {
  const rounds = quick ? 8 : 200
  const many = quick ? 1000 : 100_000
  const [ten, tenThousand, most] = [
    await authenticatorWith(10),
    await authenticatorWith(10_000),
    await authenticatorWith(many),
  ]
  const crowd = quick ? 100 : 1001
  const pool = { rounds: quick ? 3 : 20, batch: 100 }
  return [
    {
      what: 'assertion, JSON to JSON, 10,000 passkeys stored',
      reference: rawSign.name,
      budget: 0.6,
      ...(await compare(assertionTask(tenThousand), rawSign, { rounds, batch: 100 })),
    },
    {
      what: `assertion with ${many.toLocaleString('en')} stored, against 10 stored`,
      reference: 'the same with 10 stored',
      budget: 0.9,
      ...(await compare(assertionTask(most), assertionTask(ten), { rounds, batch: 100 })),
    },
    {
      what: 'create, JSON to JSON',
      reference: rawCreate.name,
      budget: 0.25,
      ...(await compare(createTask(), rawCreate, { rounds, batch: 30 })),
    },
    {
      what: 'assertion, one passkey stored',
      reference: 'nid-webauthn-emulator, one passkey',
      budget: 40,
      ...(await compare(assertionTask(await authenticatorWith(1)), emulatorTask(1), {
        ...pool,
        referenceBatch: 5,
      })),
    },
    {
      what: `assertion, ${crowd.toLocaleString('en')} passkeys stored`,
      reference: `nid-webauthn-emulator, ${crowd.toLocaleString('en')} passkeys`,
      budget: quick ? 40 : 1000,
      ...(await compare(assertionTask(await authenticatorWith(crowd)), emulatorTask(crowd), {
        ...pool,
        rounds: quick ? 3 : 8,
        referenceBatch: 1,
      })),
    },
  ]
}
