import { ChannelError, type BrowserRequest } from '@keyward/channel'
import { KeyholderError } from '@keyward/keyholder/error'
import { WebAuthnError } from '@keyward/webauthn/data'
import { describe, expect, test } from 'vitest'
import { fakeShell } from '../../shell/cases/fake-shell.ts'
import { sheetDesk } from '../desk/sheet-desk.ts'
import type { AnswerAtPrompt } from './answer.ts'
import { runInBrowser } from './run.ts'

const REQUEST: BrowserRequest = {
  requestId: 'r1',
  platform: 'browser',
  kind: 'get',
  requestJson: '{"rpId":"perch.example"}',
  caller: { origin: 'https://perch.example' },
}

/** A run whose flow does this; gives what the background was told, and how often the window closed. */
function run(flow: AnswerAtPrompt) {
  const port = fakeShell({ 'provider.fail': () => ({}) })
  const desk = sheetDesk()
  let closed = 0
  const over = runInBrowser(
    { port, desk, load: async () => flow, close: () => (closed += 1) },
    REQUEST,
  )
  const told = () => port.asked.map(({ params }) => (params as { readonly code: string }).code)
  const ended = async (): Promise<void> => {
    while (desk.shown().stage.kind !== 'ended') await new Promise((resolve) => setTimeout(resolve))
  }
  return { port, desk, over, told, ended, closed: () => closed }
}

const failed = (error: unknown, code: 'unknown' | 'security' | 'user_cancelled' = 'unknown') =>
  ({ outcome: 'failed', code, error }) as const

const asking: AnswerAtPrompt = async ({ desk }) => {
  await desk.ask({ kind: 'reason' })
  return failed(new KeyholderError('provider.cancelled', 'No.'), 'user_cancelled')
}

describe('a request at the prompt', () => {
  test('success closes the window at once, with nothing more to read or tell', async () => {
    const { over, told, closed } = run(async () => ({ outcome: 'completed', credentialId: 'AQ' }))
    await over
    expect(told()).toEqual([])
    expect(closed()).toBe(1)
  })

  test('cancelled: the page is told so', async () => {
    const { desk, over, told, closed } = run(asking)
    await new Promise((resolve) => setTimeout(resolve))
    desk.cancel()
    await over
    expect(told()).toEqual(['user_cancelled'])
    expect(closed()).toBe(1)
  })

  test('[C48] who wants another device is handed over to the browser, at any question', async () => {
    const { desk, over, told, closed } = run(asking)
    await new Promise((resolve) => setTimeout(resolve))
    desk.handOver()
    await over
    expect(told()).toEqual(['use_browser'])
    expect(closed()).toBe(1)
  })

  test('[C47] also before anything was asked, while parts are loading', async () => {
    const { desk, over, told } = run(() => new Promise(() => undefined))
    desk.handOver()
    await over
    expect(told()).toEqual(['use_browser'])
  })

  test('[C31] what is not here after all goes on in the browser, and no screen is in the way', async () => {
    const none = new WebAuthnError('ceremony.no-credential', 'None.')
    const { over, told, desk } = run(async () => failed(none))
    await over
    expect(told()).toEqual(['use_browser'])
    expect(desk.shown().stage.kind).toBe('waiting')
  })

  test('a page that asks for another site’s passkey is told after the person has read why', async () => {
    const wrong = new WebAuthnError('rp-id.not-a-suffix', 'No.')
    const { desk, over, told, ended } = run(async () => failed(wrong, 'security'))
    await ended()
    expect(told()).toEqual([])
    desk.answer('ended', 'close')
    await over
    expect(told()).toEqual(['security'])
  })

  test('[C43] taken back by the page: the window closes, and no answer is sent', async () => {
    const { port, over, told, closed } = run(async ({ desk }) => {
      await new Promise((resolve) => desk.signal.addEventListener('abort', resolve))
      return failed(new KeyholderError('provider.cancelled', 'No.'), 'user_cancelled')
    })
    await new Promise((resolve) => setTimeout(resolve))
    port.tell('provider.cancelled', { requestId: 'another' })
    expect(closed()).toBe(0)
    port.tell('provider.cancelled', { requestId: 'r1' })
    await over
    expect(told()).toEqual([])
    expect(closed()).toBeGreaterThan(0)
  })

  test('an answer that came too late is told, and not sent again', async () => {
    const error = new ChannelError('conflict', 'No.')
    const late = { outcome: 'undelivered', credentialId: 'AQ', error } as const
    const { desk, over, told, ended } = run(async () => late)
    await ended()
    desk.answer('ended', 'close')
    await over
    expect(told()).toEqual([])
  })
})
