import { randomBytes } from 'node:crypto'
import { ready, server as opaque } from '@serenity-kit/opaque'
import { type AppDeps, createApp } from '../http/app.ts'
import { openSigner, type Signer } from '../signer/signer.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'

/** When the stories told in tests begin: 1 March 2026, UTC milliseconds. */
export const START = 1_772_323_200_000

/** A server in memory whose clock stands still until it is moved. */
export interface TestServer {
  readonly app: ReturnType<typeof createApp>
  readonly store: Store
  readonly signer: Signer
  readonly deps: AppDeps
  readonly logged: string[]
  /** UTC milliseconds. */
  now: number
  isStopping: boolean
}

export const ORIGIN = 'https://keyward.test'
export const SETUP_CODE = 'setup-code-of-the-tests'

/** Rates that no test meets by chance. */
const WIDE = { size: 1e9, every: 1 }
const WIDE_RATES = {
  open: WIDE,
  member: WIDE,
  address: WIDE,
  signUp: WIDE,
  refusals: WIDE,
  cosign: WIDE,
}

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

/** OPAQUE's setup takes a while to make, and any will do. */
const SETUP = ready.then(() => opaque.createSetup())

export async function testServer(
  more: Partial<Omit<AppDeps, 'settings'>> & { settings?: Partial<AppDeps['settings']> } = {},
): Promise<TestServer> {
  const signer = more.signer ?? openSigner({ path: ':memory:', random })
  const store = more.store ?? (await openSqliteStore({ path: ':memory:', ledger: signer }))
  const logged: string[] = []
  const note = (about: object, message: string): void => {
    logged.push(`${message} ${JSON.stringify(about)}`)
  }
  const deps: AppDeps = {
    store,
    signer,
    secrets: { opaqueSetup: await SETUP, setupCode: SETUP_CODE },
    clock: () => test.now,
    random,
    mailer: { announceInvitation: async () => false },
    log: { info: note, warn: note, error: note },
    metrics: { request: () => undefined, refusal: () => undefined },
    isStopping: () => test.isStopping,
    remoteAddress: () => '192.0.2.1',
    rates: WIDE_RATES,
    checkAnswers: true,
    ...more,
    settings: {
      origin: ORIGIN,
      rpId: 'keyward.test',
      extensionId: null,
      signUp: 'open',
      operators: null,
      trustProxy: false,
      version: '0.0.0',
      ...more.settings,
    },
  }
  const test: TestServer = {
    app: createApp(deps),
    store,
    signer,
    deps,
    logged,
    now: START,
    isStopping: false,
  }
  return test
}
