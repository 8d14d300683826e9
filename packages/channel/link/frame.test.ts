import { describe, expect, test } from 'vitest'
import { link, manualSchedule } from '../cases/link.ts'
import { FakeWindow } from '../cases/windows.ts'
import { admitFrame, shellOfFrame } from './frame.ts'
import type { MessagePortLike } from './port.ts'

const KEYWARD = 'http://localhost:8700'
const SHELL = 'http://phone.localhost:8702'

/** Keyward in a frame of a shell. */
function framed() {
  const shell = new FakeWindow()
  const page = new FakeWindow()
  page.parent = shell
  shell.sender = { origin: KEYWARD, source: page }
  page.sender = { origin: SHELL, source: shell }
  const admitted: MessagePortLike[] = []
  const frame = page as unknown as Parameters<typeof admitFrame>[1]['frame']
  const stop = admitFrame(shell, {
    frame,
    origin: KEYWARD,
    makeChannel() {
      const { screens, shell: mine } = link()
      return { port1: mine, port2: screens }
    },
    onPort: (port) => void admitted.push(port),
  })
  return { shell, page, admitted, stop }
}

describe('the hand-shake of a frame with its shell', () => {
  test('gives both ends of one link, and nothing listens afterwards', async () => {
    const { shell, page, admitted } = framed()
    const port = await shellOfFrame(page, SHELL)
    const heard = new Promise((resolve) =>
      port.addEventListener('message', ({ data }) => resolve(data)),
    )
    port.start()
    admitted[0]?.postMessage('hi')
    expect(await heard).toBe('hi')
    expect(page.listeners.size).toBe(0)
    expect(shell.sent).toEqual([{ data: { keyward: 'hello', v: 1 }, targetOrigin: '*' }])
    expect(page.sent[0]?.targetOrigin).toBe(KEYWARD)
    port.close()
  })

  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['another window', { source: new FakeWindow() }],
    ['another word', { data: { keyward: 'hello', v: 1 } }],
    ['another version', { data: { keyward: 'port', v: 2 } }],
    ['no port', { ports: [] }],
  ])('the frame takes no port from %s', async (_name, change) => {
    const page = new FakeWindow()
    const parent = new FakeWindow()
    page.parent = parent
    const clock = manualSchedule()
    const asked = shellOfFrame(page, SHELL, clock)
    const { screens, shell } = link()
    const message = { data: { keyward: 'port', v: 1 }, origin: SHELL, source: parent }
    page.hear({ ...message, ports: [screens], ...change })
    clock.pass(10_000)
    await expect(asked).rejects.toMatchObject({ code: 'closed' })
    expect(page.listeners.size).toBe(0)
    shell.close()
  })

  test('a page that is in no frame says nothing', async () => {
    const page = new FakeWindow()
    await expect(shellOfFrame(page, SHELL)).rejects.toMatchObject({ code: 'closed' })
    expect(page.sent).toEqual([])
  })

  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['another window', { source: new FakeWindow() }],
    ['no object', { data: 'hello' }],
    ['nothing', { data: null }],
  ])('the shell gives no port to %s', (_name, change) => {
    const { shell, page, admitted } = framed()
    const hello = { data: { keyward: 'hello', v: 1 }, origin: KEYWARD, source: page, ports: [] }
    shell.hear({ ...hello, ...change })
    expect(admitted).toEqual([])
    expect(page.sent).toEqual([])
  })

  test('a page that was loaded again gets a new link, and none after the shell stopped', () => {
    const { shell, page, admitted, stop } = framed()
    const hello = { data: { keyward: 'hello', v: 1 }, origin: KEYWARD, source: page, ports: [] }
    shell.hear(hello)
    shell.hear(hello)
    stop()
    shell.hear(hello)
    expect(admitted.length).toBe(2)
    for (const port of admitted) port.close()
  })
})
