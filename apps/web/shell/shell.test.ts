import { describe, expect, test } from 'vitest'
import { readDeviceFacts } from '../app/device-facts.ts'
import { fakeShell } from './cases/fake-shell.ts'
import { findShell, shellOrigin } from './connect.ts'
import { ticks } from './ticks.ts'

const pageWith = (content: string | null) =>
  ({
    querySelector: () => (content === null ? null : { getAttribute: () => content }),
  }) as unknown as Document

describe('finding the shell', () => {
  test('its origin is what the server wrote, and an origin exactly', () => {
    expect(shellOrigin(pageWith('http://phone.localhost:8702'))).toBe('http://phone.localhost:8702')
    for (const content of [null, '', '{{shell}}', 'http://phone.localhost:8702/', 'null', '*'])
      expect(shellOrigin(pageWith(content)), String(content)).toBeUndefined()
  })

  test('a page without such an origin, or in no frame, has no shell', async () => {
    const window = { parent: undefined as unknown } as { parent: unknown }
    window.parent = window
    const alone = window as never
    expect(await findShell(alone, pageWith('http://phone.localhost:8702'))).toBeUndefined()
    expect(await findShell({ parent: {} } as never, pageWith(''))).toBeUndefined()
  })
})

describe('ticks in place of the live stream', () => {
  test('each line has a revision of its own, and coming to the foreground brings the next', async () => {
    const port = fakeShell({})
    const stop = new AbortController()
    const waits: number[] = []
    const wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        waits.push(milliseconds)
        signal?.addEventListener('abort', () => resolve())
      })
    const lines = ticks(port, wait)('token', stop.signal)[Symbol.asyncIterator]()
    expect((await lines.next()).value).toMatchObject({ revision: 0 })
    const second = lines.next()
    port.tell('app.foreground')
    expect((await second).value).toMatchObject({ revision: 1 })
    const last = lines.next()
    stop.abort()
    expect((await last).done).toBe(true)
    expect(waits).toStrictEqual([15_000, 15_000])
  })
})

describe('facts of the device', () => {
  const caps = {
    biometric: 'strong',
    biometricKind: 'face-id',
    deviceCredential: true,
    singleTap: true,
    conditionalCreate: true,
    prf: true,
  } as const
  const facts = (biometric: 'strong' | 'weak' | 'none', has: boolean, status: object) =>
    readDeviceFacts({
      port: fakeShell({
        'app.info': () => ({
          platform: 'ios',
          osVersion: '18',
          appVersion: '1',
          surface: 'app',
          caps: { ...caps, biometric },
        }),
        'provider.status': () => ({ supported: true, enabled: false, ...status }),
        'secure.has': () => ({ has }),
      }) as never,
    })

  test('AutoFill is on, off, or not to be had on an old system', async () => {
    expect(await facts('strong', false, { enabled: true })).toMatchObject({ autoFill: 'on' })
    expect(await facts('strong', false, {})).toMatchObject({ autoFill: 'off' })
    expect(await facts('strong', false, { supported: false })).toMatchObject({
      autoFill: 'too-old',
    })
  })

  test('Biometrics Login is on only while the device has both somebody enrolled and the key', async () => {
    expect(await facts('strong', true, {})).toMatchObject({ biometricsLogin: 'on' })
    expect(await facts('strong', false, {})).toMatchObject({ biometricsLogin: 'off' })
    expect(await facts('none', true, {})).toMatchObject({ biometricsLogin: 'not-enrolled' })
    expect(await facts('weak', false, {})).toMatchObject({ biometricsLogin: 'not-enrolled' })
  })
})
