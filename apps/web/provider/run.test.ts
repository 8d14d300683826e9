import { ChannelError, type PhoneRequest } from '@keyward/channel'
import { KeyholderError } from '@keyward/keyholder/error'
import type { Answered } from '@keyward/keyholder/provider'
import { describe, expect, test } from 'vitest'
import { type FakeShell, fakeShell } from '../shell/cases/fake-shell.ts'
import { sheetDesk } from './desk/sheet-desk.ts'
import { aboutRequest } from './request/about.ts'
import { type RunPorts, runRequest } from './run.ts'
import type { Sitting } from './vault/answer.ts'

const REQUEST: PhoneRequest = {
  requestId: 'r1',
  platform: 'ios',
  kind: 'get',
  rpId: 'perch.example',
  clientDataHash: 'AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM',
  userVerification: 'required',
  allowedCredentials: [],
}

const INFO = {
  platform: 'ios',
  osVersion: '18.0',
  appVersion: '1',
  surface: 'provider',
  caps: {
    biometric: 'strong',
    biometricKind: 'face-id',
    deviceCredential: true,
    singleTap: false,
    conditionalCreate: false,
    prf: true,
  },
} as const

interface Settings {
  readonly status?: { readonly supported: boolean; readonly enabled: boolean }
  readonly has?: boolean
  readonly answer?: (sitting: Sitting) => Promise<Answered>
}

function scene({
  status = { supported: true, enabled: true },
  has = true,
  answer,
}: Settings): RunPorts & { readonly port: FakeShell } {
  const port = fakeShell({
    'provider.status': () => status,
    'secure.has': () => ({ has }),
    'secure.get': () => new Promise(() => undefined),
    'provider.fail': () => ({}),
    'provider.openSettings': () => ({}),
  })
  const load = async () =>
    answer ?? (async (): Promise<Answered> => ({ outcome: 'completed', credentialId: 'AQ' }))
  return {
    port,
    shell: { port, info: INFO, biometricName: 'Face ID' },
    desk: sheetDesk(),
    about: aboutRequest(REQUEST),
    search: '?device=ios-face-id',
    load,
  }
}

const failed = (error: unknown, code: 'unknown' | 'user_cancelled' = 'unknown') => ({
  answer: async (): Promise<Answered> => ({ outcome: 'failed', code, error }),
})

const told = ({ asked }: FakeShell) =>
  asked.filter(({ method }) => method === 'provider.fail').map(({ params }) => params)

async function ended({ desk }: RunPorts): Promise<void> {
  while (desk.shown().stage.kind !== 'ended') await new Promise((resolve) => setTimeout(resolve))
}

describe('a request from its arrival to its end', () => {
  test('[C91] the prompt is up before anything of the vault is loaded', async () => {
    const order: string[] = []
    const ports = scene({})
    const load = async () => {
      order.push(...ports.port.asked.map(({ method }) => method), 'loaded')
      return ports.load()
    }
    await runRequest({ ...ports, load }, REQUEST)
    expect(order).toEqual(['provider.status', 'secure.has', 'secure.get', 'loaded'])
    expect(told(ports.port)).toEqual([])
  })

  test('nobody is verified while Biometrics Login or AutoFill is off', async () => {
    for (const settings of [{ has: false }, { status: { supported: true, enabled: false } }]) {
      const ports = scene(settings)
      await runRequest(ports, REQUEST)
      expect(ports.port.asked.map(({ method }) => method)).not.toContain('secure.get')
    }
  })

  test('the sheet hands on what it found out of the device', async () => {
    let given: Sitting | undefined
    const ports = scene({
      has: false,
      answer: async (sitting) => {
        given = sitting
        return { outcome: 'completed', credentialId: 'AQ' }
      },
    })
    await runRequest(ports, REQUEST)
    expect(given).toMatchObject({
      device: 'ios-face-id',
      isProviderEnabled: true,
      isVerificationSetUp: false,
      prompt: 'Sign in to perch.example',
      says: { platform: 'ios', isEnrolled: true },
    })
  })

  test('[C67] the person reads why before the app is told', async () => {
    const ports = scene(failed(new KeyholderError('session.none', 'Nobody.')))
    const running = runRequest(ports, REQUEST)
    await ended(ports)
    expect(told(ports.port)).toEqual([])
    ports.desk.answer('ended', 'close')
    await running
    expect(told(ports.port)).toEqual([{ requestId: 'r1', code: 'unknown' }])
  })

  test('what the person cancelled ends without another screen', async () => {
    const error = new KeyholderError('provider.cancelled', 'Cancelled.')
    const ports = scene(failed(error, 'user_cancelled'))
    await runRequest(ports, REQUEST)
    expect(told(ports.port)).toEqual([{ requestId: 'r1', code: 'user_cancelled' }])
  })

  test('leaving while a part never loads ends the request', async () => {
    const ports = scene({})
    const load = () => new Promise<never>(() => undefined)
    const running = runRequest({ ...ports, load }, REQUEST)
    await new Promise((resolve) => setTimeout(resolve))
    ports.desk.cancel()
    await running
    expect(told(ports.port)).toEqual([{ requestId: 'r1', code: 'user_cancelled' }])
  })

  test('a request that the system takes back is told nothing', async () => {
    const ports = scene(failed(new KeyholderError('session.none', 'Nobody.')))
    const running = runRequest(ports, REQUEST)
    await ended(ports)
    ports.desk.takeBack()
    await running
    expect(told(ports.port)).toEqual([])
  })

  test('a system that is too old, and a part that does not load, have screens', async () => {
    const old = scene({ status: { supported: false, enabled: false } })
    const first = runRequest(old, REQUEST)
    await ended(old)
    expect(old.desk.shown().stage).toMatchObject({ ending: { kind: 'too-old' } })
    old.desk.answer('ended', 'close')
    await first
    const torn = scene({})
    const load = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
    const second = runRequest({ ...torn, load }, REQUEST)
    await ended(torn)
    expect(torn.desk.shown().stage).toMatchObject({ ending: { kind: 'not-loaded' } })
    torn.desk.answer('ended', 'close')
    await second
    expect(told(torn.port)).toEqual([{ requestId: 'r1', code: 'unknown' }])
  })

  test('AutoFill that is off leads to the settings of the phone', async () => {
    const error = Object.assign(new Error('Off.'), {
      rule: 'provider.gate',
      closed: { gate: 'provider-enabled' },
    })
    const ports = scene(failed(error))
    const running = runRequest(ports, REQUEST)
    await ended(ports)
    ports.desk.answer('ended', 'settings')
    await running
    expect(ports.port.asked.map(({ method }) => method).slice(-2)).toEqual([
      'provider.openSettings',
      'provider.fail',
    ])
  })

  test('an answer that the system did not take is told the person alone', async () => {
    const error = new ChannelError('conflict', 'Over.')
    const ports = scene({
      answer: async () => ({ outcome: 'undelivered', credentialId: 'AQ', error }),
    })
    const running = runRequest(ports, REQUEST)
    await ended(ports)
    ports.desk.answer('ended', 'close')
    await running
    expect(told(ports.port)).toEqual([])
  })
})
