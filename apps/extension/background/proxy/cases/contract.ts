import { afterEach, expect, test } from 'vitest'
import type { Handover, Proxy } from '../proxy.ts'

/** A browser with two tabs and a proxy that Keyward may attach. */
export interface ProxyScene {
  readonly proxy: Pick<Proxy, 'deliver' | 'recover'>
  /** Waits for `idle`. */
  untilIdle(): Promise<void>
  /**
   * The page of an origin calls the browser's own function with these options and tells the client
   * data of what it got, or the name of the error. The browser alone knows the origin.
   */
  ask(origin: string, kind: 'create' | 'get', requestJson: string): Promise<string>
  /** Another extension attaches, until it lets go. */
  hold(): Promise<() => Promise<void>>
  close(): Promise<void>
}

const HERON = 'https://heron.test'
const WREN = 'https://wren.test'
const CHALLENGE = 'c3BhcnJvdy1zcGFycm93LXNwYXJyb3c'

const CREATE = JSON.stringify({
  rp: { id: 'heron.test', name: 'Heron' },
  user: { id: 'AQ', name: 'ada', displayName: 'Ada' },
  challenge: CHALLENGE,
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
})
const GET = JSON.stringify({ challenge: CHALLENGE, rpId: 'heron.test' })
const OTHER_GET = JSON.stringify({ challenge: 'b3RoZXItb3RoZXItb3RoZXI', rpId: 'wren.test' })

/** `{}` as client data: what the page gets is seen to be this answer. */
const CLIENT_DATA = 'e30'
const ANSWERED = '{}'

const GET_ANSWER = JSON.stringify({
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  rawId: 'AAAAAAAAAAAAAAAAAAAAAA',
  type: 'public-key',
  authenticatorAttachment: 'platform',
  clientExtensionResults: {},
  response: {
    clientDataJSON: CLIENT_DATA,
    authenticatorData: 'A'.repeat(50),
    signature: 'AAAA',
    userHandle: 'AQ',
  },
})
/** Of a virtual authenticator: Chromium reads all of it before a page gets it. */
const AUTHENTICATOR_DATA =
  '4dNKbtShIf7ieF94BwU0MRV1KrDCXzMrSgsWv_nA1SBFAAAAAQECAwQFBgcIAQIDBAUGBwgAIFJ5sV-t' +
  'P64greYxzEBr78p2lJF5rGs81X4LkOotkn0spQECAyYgASFYIHkEu0k64Z6MhJfUpI4cSc6gqma1JmVy' +
  'Ywk89S1q177qIlggCZh8kwYxtaYmojJxT-CpJiXvTXX3qgvD9uozAnCcUxM'
const ATTESTATION_OBJECT = `o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVik${AUTHENTICATOR_DATA}`
const PUBLIC_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeQS7STrhnoyEl9SkjhxJzqCqZrUmZXJjCTz1LWrXvuoJ' +
  'mHyTBjG1piaiMnFP4KkmJe9NdfeqC8P26jMCcJxTEw'
const CREATE_ANSWER = JSON.stringify({
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  rawId: 'AAAAAAAAAAAAAAAAAAAAAA',
  type: 'public-key',
  authenticatorAttachment: 'platform',
  clientExtensionResults: {},
  response: {
    clientDataJSON: CLIENT_DATA,
    authenticatorData: AUTHENTICATOR_DATA,
    attestationObject: ATTESTATION_OBJECT,
    transports: ['hybrid', 'internal'],
    publicKey: PUBLIC_KEY,
    publicKeyAlgorithm: -7,
  },
})

const CREATE_HANDOVER: Handover = {
  kind: 'create',
  origin: HERON,
  isCrossOrigin: false,
  requestJson: CREATE,
  responseJson: CREATE_ANSWER,
}
const GET_HANDOVER: Handover = {
  ...CREATE_HANDOVER,
  kind: 'get',
  requestJson: GET,
  responseJson: GET_ANSWER,
}

/** What holds of deliveries, over Chromium's proxy and over the stand-in of the unit tests. */
export function proxyContract(makeScene: () => Promise<ProxyScene>): void {
  let scene: ProxyScene
  const begin = async (): Promise<ProxyScene> => (scene = await makeScene())
  afterEach(() => scene.close())
  aboutAnswers(begin)
  aboutTurns(begin)
}

function aboutAnswers(begin: () => Promise<ProxyScene>): void {
  test('a page that asks gets the answer that was made for it', async () => {
    const { proxy, ask } = await begin()
    const delivery = await proxy.deliver(GET_HANDOVER)
    expect(await ask(HERON, 'get', GET)).toBe(ANSWERED)
    expect(await delivery?.ended).toBe('taken')
    const second = await proxy.deliver(CREATE_HANDOVER)
    expect(await ask(HERON, 'create', CREATE)).toBe(ANSWERED)
    expect(await second?.ended).toBe('taken')
  })

  test('requests of another origin, another kind or with other words are refused in that time', async () => {
    const { proxy, ask } = await begin()
    const delivery = await proxy.deliver(GET_HANDOVER)
    expect(await ask(WREN, 'get', OTHER_GET)).toBe('NotAllowedError')
    expect(await ask(HERON, 'create', CREATE)).toBe('NotAllowedError')
    const otherWords = JSON.stringify({ challenge: 'AAAA', rpId: 'heron.test' })
    expect(await ask(HERON, 'get', otherWords)).toBe('NotAllowedError')
    expect(await ask(HERON, 'get', GET)).toBe(ANSWERED)
    expect(await delivery?.ended).toBe('taken')
  })

  test('an answer that the browser cannot read ends as a refusal, not as silence', async () => {
    const { proxy, ask } = await begin()
    const delivery = await proxy.deliver({ ...GET_HANDOVER, responseJson: '{}' })
    expect(await ask(HERON, 'get', GET)).toBe('NotAllowedError')
    expect(await delivery?.ended).toBe('not-taken')
  })
}

function aboutTurns(begin: () => Promise<ProxyScene>): void {
  test('a page that never asks holds nobody up for ever', async () => {
    const { proxy, ask, untilIdle } = await begin()
    const left = await proxy.deliver(GET_HANDOVER)
    left?.stop()
    expect(await left?.ended).toBe('not-taken')
    await proxy.deliver(GET_HANDOVER)
    await untilIdle()
    const next = await proxy.deliver(GET_HANDOVER)
    expect(await ask(HERON, 'get', GET)).toBe(ANSWERED)
    expect(await next?.ended).toBe('taken')
  })

  test('[C59] an extension that holds the proxy keeps it, and the page makes its own result', async () => {
    const { proxy, ask, hold } = await begin()
    const letGo = await hold()
    expect(await proxy.deliver(GET_HANDOVER)).toBeUndefined()
    await letGo()
    const delivery = await proxy.deliver(GET_HANDOVER)
    expect(await ask(HERON, 'get', GET)).toBe(ANSWERED)
    expect(await delivery?.ended).toBe('taken')
  })

  test('two answers at a time are given one after the other', async () => {
    const { proxy, ask } = await begin()
    const first = await proxy.deliver(GET_HANDOVER)
    const waiting = proxy.deliver(CREATE_HANDOVER)
    expect(await ask(HERON, 'get', GET)).toBe(ANSWERED)
    expect(await first?.ended).toBe('taken')
    const second = await waiting
    expect(await ask(HERON, 'create', CREATE)).toBe(ANSWERED)
    expect(await second?.ended).toBe('taken')
  })

  test('a frame of another origin that creates, and words that are no options, are not handed over', async () => {
    const { proxy } = await begin()
    expect(await proxy.deliver({ ...CREATE_HANDOVER, isCrossOrigin: true })).toBeUndefined()
    expect(await proxy.deliver({ ...GET_HANDOVER, requestJson: 'no JSON' })).toBeUndefined()
    await expect(proxy.recover()).resolves.toBeUndefined()
  })
}
