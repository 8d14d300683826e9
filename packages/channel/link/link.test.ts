import { afterEach, describe, expect, test } from 'vitest'
import { link, manualSchedule, say } from '../cases/link.ts'
import { METHODS } from '../contract/methods.ts'
import { ChannelError } from '../error.ts'
import { connectShell, type ShellPort } from './connect.ts'
import { type ServedShell, serveShell, type ShellHandlers } from './serve.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const end of open.splice(0)) end.close()
})

function connected(handlers: ShellHandlers): { shell: ShellPort; served: ServedShell } {
  const ends = link()
  const served = serveShell(ends.shell, handlers)
  const shell = connectShell(ends.screens)
  open.push(shell, served)
  return { shell, served }
}

/** A shell whose answers are written by the test. */
function connectedBy(answer: (id: number) => unknown, schedule = manualSchedule()) {
  const ends = link()
  ends.shell.addEventListener('message', ({ data }) => {
    const { id } = JSON.parse(data as string) as { id: number }
    say(ends.shell, JSON.stringify(answer(id)))
  })
  ends.shell.start()
  const shell = connectShell(ends.screens, schedule)
  open.push(shell, ends.shell)
  return { shell, schedule, ends }
}

describe('calls', () => {
  test('answers reach the calls that they belong to, in whatever order they come', async () => {
    const { shell } = connected({
      'secure.has': async ({ key }) => {
        if (key === 'slow') await new Promise((resolve) => setTimeout(resolve, 20))
        return { has: key === 'slow' }
      },
    })
    const both = [shell.call('secure.has', { key: 'slow' }), shell.call('secure.has', { key: 'b' })]
    expect(await Promise.all(both)).toEqual([{ has: true }, { has: false }])
  })

  test("a handler's refusal arrives with its code and sentence", async () => {
    const { shell } = connected({
      'user.verify': () => {
        throw new ChannelError('lockout', 'Too many tries.')
      },
    })
    const asked = shell.call('user.verify', { prompt: 'x', allowDeviceCredential: false })
    await expect(asked).rejects.toMatchObject({ code: 'lockout', message: 'Too many tries.' })
  })

  test('any other error of a handler arrives as internal and tells nothing', async () => {
    const { shell } = connected({
      'secure.delete': () => Promise.reject(new Error('the value was 1234')),
    })
    const asked = shell.call('secure.delete', { key: 'a' })
    await expect(asked).rejects.toMatchObject({ code: 'internal' })
    await expect(asked).rejects.not.toThrow('1234')
  })

  test('a method without a handler is unsupported', async () => {
    const { shell } = connected({})
    await expect(shell.call('app.info', {})).rejects.toMatchObject({ code: 'unsupported' })
  })

  test('handlers get params that were read, or are not called', async () => {
    const { shell } = connected({ 'secure.has': () => ({ has: true }) })
    const wrong = shell.call('secure.has', { key: '../x' })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_params' })
  })

  test('an answer too large for a message is an error, not a silence', async () => {
    const { shell } = connected({
      'net.assetLinks': () => ({ status: 200, body: 'x'.repeat(300_000) }),
    })
    const asked = shell.call('net.assetLinks', { rpId: 'perch.example' })
    await expect(asked).rejects.toMatchObject({ code: 'too_large' })
    const params = { text: 'x'.repeat(300_000) }
    const sent = shell.call('clipboard.writeSensitive', params)
    await expect(sent).rejects.toMatchObject({ code: 'too_large' })
  })

  test('an answer that the contract does not have is malformed', async () => {
    const { shell } = connectedBy((id) => ({ v: 1, id, ok: true, result: { has: 'yes' } }))
    const asked = shell.call('secure.has', { key: 'a' })
    await expect(asked).rejects.toMatchObject({ code: 'malformed' })
  })

  test('answers that nobody waits for, and noise, are ignored', async () => {
    const { shell, ends } = connectedBy((id) => ({ v: 1, id, ok: true, result: { has: true } }))
    for (const noise of [
      '{',
      '{"v":1,"id":77,"ok":true,"result":{}}',
      '{"v":1,"event":"new.event"}',
    ])
      say(ends.shell, noise)
    expect(await shell.call('secure.has', { key: 'a' })).toEqual({ has: true })
  })

  test('a shell that says nothing is given up after the patience of the method', async () => {
    const { shell, schedule } = connectedBy(() => ({ v: 1, event: 'app.foreground', params: {} }))
    const asked = shell.call('net.assetLinks', { rpId: 'perch.example' })
    schedule.pass(METHODS['net.assetLinks'].patience - 1)
    expect(schedule.planned.size).toBe(1)
    schedule.pass(1)
    await expect(asked).rejects.toMatchObject({ code: 'timeout' })
    expect(schedule.planned.size).toBe(0)
  })

  test('a closed port ends all calls, open and later ones', async () => {
    const { shell, schedule } = connectedBy(() => ({ v: 1, event: 'app.foreground', params: {} }))
    const asked = shell.call('app.info', {})
    shell.close()
    await expect(asked).rejects.toMatchObject({ code: 'closed' })
    await expect(shell.call('app.info', {})).rejects.toMatchObject({ code: 'closed' })
    expect(schedule.planned.size).toBe(0)
  })

  test('the other end closing is noticed', async () => {
    const { shell, served } = connected({ 'app.info': () => new Promise(() => {}) })
    const asked = shell.call('app.info', {})
    served.close()
    await expect(asked).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('events', () => {
  test('reach every listener until it stops, and only with params of the contract', async () => {
    const { shell, served } = connected({ 'secure.has': () => ({ has: true }) })
    const heard: string[] = []
    const stop = shell.on(
      'provider.cancelled',
      ({ requestId }) => void heard.push(`1 ${requestId}`),
    )
    shell.on('provider.cancelled', ({ requestId }) => void heard.push(`2 ${requestId}`))
    served.emit('provider.cancelled', { requestId: 'a' })
    served.emit('provider.cancelled', {} as { requestId: string })
    await shell.call('secure.has', { key: 'a' })
    stop()
    served.emit('provider.cancelled', { requestId: 'b' })
    await shell.call('secure.has', { key: 'a' })
    expect(heard).toEqual(['1 a', '2 a', '2 b'])
  })
})
