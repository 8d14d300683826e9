import { encodeBase64url } from '@keyward/codec'
import { creationJson, requestJson } from '@keyward/testkit'
import { type Behaviour, personWho, providerScene, type Scene } from '../../cases/provider-scene.ts'
import { type Answered, answerRequest } from '../answer/answer.ts'
import type {
  AnswerPorts,
  ProviderDevice,
  SystemPerson,
  TrustQuestion,
  TurnedOn,
} from '../answer/ports.ts'
import type { LinksAnswer } from '../origin/asset-links.ts'
import type { PrivilegedList } from '../origin/privileged.ts'
import type { Provider } from '../provider.ts'
import type {
  AndroidCaller,
  AndroidCreate,
  AndroidGet,
  BrowserCreate,
  BrowserGet,
  IosCreate,
  IosGet,
  SystemRequest,
  SystemResult,
} from '../system/types.ts'
import { memoryRows } from './memory-rows.ts'

/** SHA-256 of a signing certificate, as a test names it. */
export function certificate(fill: number): string {
  return encodeBase64url(new Uint8Array(32).fill(fill))
}

export const APP: AndroidCaller = {
  packageName: 'example.perch',
  certificates: [certificate(1)],
  appName: 'Perch',
}
export const BROWSER: AndroidCaller = {
  packageName: 'example.browser',
  certificates: [certificate(2)],
  origin: 'https://perch.example',
}
export const LIST: PrivilegedList = {
  v: 1,
  version: 1,
  apps: { 'example.browser': [certificate(2)] },
}
export const HASH = new Uint8Array(32).fill(7)

/** A links file as a site has it. */
export function linksFor(packageName: string, fill: number, relation = 'get_login_creds'): string {
  const print = Buffer.alloc(32, fill).toString('hex').toUpperCase().match(/../g)?.join(':')
  const target = { namespace: 'android_app', package_name: packageName }
  return JSON.stringify([
    {
      relation: [`delegate_permission/common.${relation}`],
      target: { ...target, sha256_cert_fingerprints: [print] },
    },
  ])
}

export interface SystemBehaviour extends Behaviour {
  readonly turnsOn?: TurnedOn
  readonly trusts?: 'once' | 'always'
}

export interface SystemScene extends Scene {
  readonly rows: ReturnType<typeof memoryRows>
  readonly device: ProviderDevice
  readonly ports: AnswerPorts
  /** What the system was told, in order. */
  readonly told: (SystemResult | string)[]
  /** Hosts that were asked for their links. */
  readonly hosts: string[]
  readonly links: Map<string, LinksAnswer>
  readonly trustQuestions: TrustQuestion[]
  person(behaviour?: SystemBehaviour): SystemPerson
  answer(
    request: SystemRequest,
    behaviour?: SystemBehaviour,
    signal?: AbortSignal,
  ): Promise<Answered>
}

/** A device, its person and its system, with a vault in memory. */
export function systemScene(
  parts: Partial<Provider> = {},
  device: Partial<ProviderDevice> = {},
): SystemScene {
  const scene = providerScene(parts)
  const rows = memoryRows()
  const told: SystemScene['told'] = []
  const hosts: string[] = []
  const links = new Map([
    ['perch.example', { status: 200, body: linksFor(APP.packageName, 1) } as LinksAnswer],
  ])
  const trustQuestions: TrustQuestion[] = []
  const ports: AnswerPorts = {
    complete: async (_requestId, result) => void told.push(result),
    fail: async (_requestId, code) => void told.push(code),
    privileged: LIST,
    async assetLinks(host) {
      hosts.push(host)
      return links.get(host)
    },
    rows: () => rows,
  }
  const whole: ProviderDevice = {
    isProviderEnabled: true,
    isVerificationSetUp: true,
    provider: async () => scene.provider,
    ...device,
  }
  const person = (behaviour: SystemBehaviour = {}): SystemPerson => ({
    // A person whose username is taken gives up, unless the test says otherwise.
    ...personWho(
      scene,
      behaviour.account === undefined ? { ...behaviour, account: firstAnswer } : behaviour,
    ),
    async turnOnBiometrics() {
      scene.asked.push('biometrics')
      return behaviour.turnsOn ?? { outcome: 'cancelled' }
    },
    async trustApp(question) {
      trustQuestions.push(question)
      return behaviour.trusts
    },
    async passkeySaved() {
      scene.asked.push('saved')
    },
  })
  return {
    ...scene,
    rows,
    told,
    hosts,
    links,
    trustQuestions,
    ports,
    device: whole,
    person,
    answer: (request, behaviour, signal) =>
      answerRequest(whole, person(behaviour), request, ports, signal),
  }
}

export function androidCreate(changes: Partial<AndroidCreate> = {}, json = {}): AndroidCreate {
  return {
    requestId: 'r1',
    platform: 'android',
    kind: 'create',
    requestJson: JSON.stringify(creationJson({ rp: RP, ...json })),
    caller: APP,
    ...changes,
  }
}

export function androidGet(changes: Partial<AndroidGet> = {}, json = {}): AndroidGet {
  return {
    requestId: 'r2',
    platform: 'android',
    kind: 'get',
    requestJson: JSON.stringify(requestJson({ rpId: RP.id, ...json })),
    caller: APP,
    ...changes,
  }
}

export function pageCreate(changes: Partial<BrowserCreate> = {}, json = {}): BrowserCreate {
  return {
    requestId: 'r5',
    platform: 'browser',
    kind: 'create',
    requestJson: JSON.stringify(creationJson({ rp: RP, ...json })),
    caller: { origin: `https://${RP.id}` },
    ...changes,
  }
}

export function pageGet(changes: Partial<BrowserGet> = {}, json = {}): BrowserGet {
  return {
    requestId: 'r6',
    platform: 'browser',
    kind: 'get',
    requestJson: JSON.stringify(requestJson({ rpId: RP.id, ...json })),
    caller: { origin: `https://${RP.id}` },
    ...changes,
  }
}

export function iosCreate(changes: Partial<IosCreate> = {}): IosCreate {
  return {
    requestId: 'r3',
    platform: 'ios',
    kind: 'create',
    rpId: RP.id,
    userName: 'ada',
    userHandle: 'AQID',
    clientDataHash: encodeBase64url(HASH),
    userVerification: 'required',
    supportedAlgorithms: [-7],
    excludedCredentials: [],
    appName: 'Perch',
    ...changes,
  }
}

export function iosGet(changes: Partial<IosGet> = {}): IosGet {
  return {
    requestId: 'r4',
    platform: 'ios',
    kind: 'get',
    rpId: RP.id,
    clientDataHash: encodeBase64url(HASH),
    userVerification: 'required',
    allowedCredentials: [],
    ...changes,
  }
}

const firstAnswer: NonNullable<Behaviour['account']> = ({ problem, prefilled }) =>
  problem === undefined ? { kind: 'new', fields: prefilled } : undefined

const RP = { id: 'perch.example', name: 'Perch' }
