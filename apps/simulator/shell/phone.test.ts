import { afterEach, describe, expect, test } from 'vitest'
import { APP, CREATION, PAGE, readyDevice, REQUEST } from '../cases/ceremony.ts'
import { type PhoneCase, phoneCase, until } from '../cases/phone.ts'
import type { AppAnswer } from '../os/credential/ceremony.ts'

const open: PhoneCase[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

function start(...args: Parameters<typeof phoneCase>): PhoneCase {
  const made = phoneCase(...args)
  open.push(made)
  return made
}

/** Perch asks for a passkey. */
function ask({ phone }: PhoneCase, id = 'm1', kind: 'create' | 'get' = 'create') {
  const answers: AppAnswer[] = []
  phone.open('perch')
  const options = kind === 'create' ? CREATION : REQUEST
  phone.hear('perch', APP, { kind, id, options }, (answer) => void answers.push(answer))
  return answers
}

async function atPrompt(held: PhoneCase, act: 'match' | 'no-match' | 'cancel') {
  await until(held.phone, () => held.phone.state().prompt !== null)
  held.phone.actOnPrompt(act)
}

const VERIFY = { prompt: 'Confirm', allowDeviceCredential: false }

describe('a request over the shell', () => {
  test('goes from the app to the sheet and back, and the sheet closes a moment later', async () => {
    const held = start()
    const answers = ask(held)
    held.phone.actOnCeremony({ type: 'continue' })
    const shell = held.connect('provider')
    const { request } = await shell.call('provider.request', {})
    if (request?.platform !== 'ios') throw new Error('The request is missing.')
    const { requestId, rpId, clientDataHash } = request
    const result = { credentialId: 'AQID', attestationObject: 'YQ', rpId, clientDataHash }
    await shell.call('provider.complete', { requestId, result })
    expect(answers).toMatchObject([{ ok: true, response: { id: 'AQID' } }])
    expect(held.phone.state().sheet?.isClosing).toBe(true)
    expect((await shell.call('provider.request', {})).request).toBeNull()
    const again = shell.call('provider.complete', { requestId, result })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    held.pass(2_000)
    expect(held.phone.state().sheet).toBeNull()
  })

  test('the sheet is told when the system takes the request back', async () => {
    const held = start()
    const answers = ask(held)
    held.phone.actOnCeremony({ type: 'continue' })
    const shell = held.connect('provider')
    const told = new Promise((resolve) => shell.on('provider.cancelled', resolve))
    const { request } = await shell.call('provider.request', {})
    held.pass(CREATION.timeout)
    expect(await told).toEqual({ requestId: request?.requestId })
    expect(answers).toMatchObject([{ ok: false, error: { name: 'ASAuthorizationError.canceled' } }])
  })

  test('an app that is killed gets no answer, and its request ends', () => {
    const held = start()
    const answers = ask(held)
    held.phone.kill('perch')
    expect(held.phone.state()).toMatchObject({ ceremony: null, running: [], front: null })
    expect(answers).toEqual([])
  })

  test('a killed sheet has no link any more', async () => {
    const held = start(readyDevice('fingerprint'))
    ask(held, 'm1', 'get')
    held.phone.actOnCeremony({ type: 'continue' })
    const shell = held.connect('provider')
    await shell.call('provider.request', {})
    const asked = shell.call('user.verify', VERIFY)
    await until(held.phone, () => held.phone.state().prompt !== null)
    held.phone.kill('provider')
    await expect(asked).rejects.toMatchObject({ code: 'closed' })
    expect(held.phone.state()).toMatchObject({ prompt: null, sheet: null })
    expect(held.phone.state().ceremony?.phase).toBe('menu')
  })

  test('[C62] a newer request ends the older one; only its own app can take one back', () => {
    const held = start()
    const first = ask(held, 'm1')
    const second = ask(held, 'm2')
    expect(first).toMatchObject([{ ok: false }])
    held.phone.hear('browser', PAGE, { kind: 'cancel', id: 'm2' }, () => undefined)
    held.phone.hear('perch', APP, { kind: 'cancel', id: 'm1' }, () => undefined)
    expect(held.phone.state().ceremony).not.toBeNull()
    held.phone.hear('perch', APP, { kind: 'cancel', id: 'm2' }, () => undefined)
    expect(held.phone.state().ceremony).toBeNull()
    expect(second).toEqual([])
  })

  test('a request that cannot be read is refused without a menu', () => {
    const held = start()
    const answers: AppAnswer[] = []
    held.phone.hear('perch', APP, { kind: 'get', id: 'm', options: {} }, (each) => {
      answers.push(each)
    })
    expect(answers).toMatchObject([{ ok: false }])
    expect(held.phone.state().ceremony).toBeNull()
  })
})

describe('the key behind biometrics', () => {
  const kept = { key: 'account', value: 'AAAA', gate: 'biometric' } as const

  test('one verification lets one value in; each reading asks again', async () => {
    const held = start()
    const shell = held.connect('app')
    const verified = shell.call('user.verify', VERIFY)
    await atPrompt(held, 'match')
    await verified
    await shell.call('secure.put', kept)
    const second = shell.call('secure.put', { ...kept, key: 'other' })
    await atPrompt(held, 'cancel')
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    const read = shell.call('secure.get', { key: 'account', prompt: 'Open' })
    await atPrompt(held, 'match')
    expect(await read).toEqual({ value: 'AAAA', verified: { type: 'biometric' } })
    const refused = shell.call('secure.get', { key: 'account', prompt: 'Open' })
    await atPrompt(held, 'no-match')
    await expect(refused).rejects.toMatchObject({ code: 'no_match' })
    expect(await shell.call('secure.has', { key: 'other' })).toEqual({ has: false })
  })

  test('is gone once another face was added', async () => {
    const held = start()
    const shell = held.connect('app')
    const put = shell.call('secure.put', kept)
    await atPrompt(held, 'match')
    await put
    held.phone.change({ type: 'enrol' })
    const read = shell.call('secure.get', { key: 'account', prompt: 'Open' })
    await expect(read).rejects.toMatchObject({ code: 'key_invalidated' })
    expect(await shell.call('secure.get', { key: 'account', prompt: 'Open' })).toEqual({
      value: null,
      verified: null,
    })
  })

  test('a locked phone gives nothing out', async () => {
    const held = start()
    const shell = held.connect('app')
    held.phone.change({ type: 'lock' })
    for (const asked of [
      shell.call('secure.get', { key: 'account', prompt: 'Open' }),
      shell.call('user.verify', VERIFY),
      shell.call('blob.read', { key: 'file' }),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: 'device_locked' })
    }
  })
})

describe('what else the shell does', () => {
  test('airplane mode: no network, and everything else goes on', async () => {
    const held = start()
    const shell = held.connect('app')
    const params = { method: 'GET', path: '/v1/me', headers: {} } as const
    expect(await shell.call('net.server', params)).toMatchObject({ status: 200 })
    held.phone.change({ type: 'airplane', on: true })
    await expect(shell.call('net.server', params)).rejects.toMatchObject({ code: 'offline' })
    const links = shell.call('net.assetLinks', { rpId: 'perch.localhost' })
    await expect(links).rejects.toMatchObject({ code: 'offline' })
    expect((await shell.call('random.bytes', { length: 2 })).bytes).toBe('Bwc')
  })

  test('app and sheet share files, and the slower writer is told', async () => {
    const held = start()
    const app = held.connect('app')
    const sheet = held.connect('provider')
    expect(await app.call('blob.read', { key: 'f' })).toEqual({ bytes: null, generation: 0 })
    await app.call('blob.write', { key: 'f', bytes: 'AAAA', ifGeneration: 0 })
    const late = sheet.call('blob.write', { key: 'f', bytes: 'BBBB', ifGeneration: 0 })
    await expect(late).rejects.toMatchObject({ code: 'conflict' })
    expect(await sheet.call('blob.read', { key: 'f' })).toEqual({ bytes: 'AAAA', generation: 1 })
  })

  test('Keyward hears when it comes to the front and leaves it', async () => {
    const held = start()
    const shell = held.connect('app')
    const heard: string[] = []
    shell.on('app.foreground', () => void heard.push('foreground'))
    shell.on('app.background', () => void heard.push('background'))
    held.phone.open('keyward')
    held.phone.change({ type: 'lock' })
    held.phone.change({ type: 'unlock' })
    held.phone.goHome()
    await shell.call('random.bytes', { length: 1 })
    expect(heard).toEqual(['foreground', 'background', 'foreground', 'background'])
  })

  test('says what the phone is, and leads to its settings', async () => {
    const held = start(readyDevice('fingerprint', 13))
    const shell = held.connect('app')
    const info = await shell.call('app.info', {})
    expect(info).toMatchObject({ platform: 'android', apiLevel: 33, surface: 'app' })
    const status = await shell.call('provider.status', {})
    expect(status).toEqual({ supported: false, enabled: false })
    await shell.call('provider.openSettings', {})
    expect(held.phone.state()).toMatchObject({ front: 'settings', settingsPage: 'passwords' })
  })

  test('settings and listing are kept', async () => {
    const held = start()
    held.phone.change({ type: 'airplane', on: true })
    const shell = held.connect('app')
    expect(await shell.call('index.clear', {})).toEqual({ count: 0 })
    expect(await held.storage.get('state', 'device')).toMatchObject({ isAirplane: true })
    expect(await held.storage.get('state', 'listing')).toMatchObject({ entries: [] })
  })
})
