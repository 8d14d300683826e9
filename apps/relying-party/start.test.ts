import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readSettings } from './config.ts'
import { startPerch } from './start.ts'
import { openStore } from './store/open.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'perch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function fetchStatus(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: '/sign-in', headers: { host }, agent: false }
    get(options, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })
}

describe('the process', () => {
  test('answers under its own name on 127.0.0.1, moves off a taken port, and stops', async () => {
    const settings = (data: string, port: number) => ({
      ...readSettings({ PERCH_DATA: join(folder, data) }),
      port,
    })
    const first = await startPerch(settings('first', 0))
    const second = await startPerch(settings('second', first.port))
    try {
      expect(second.port).toBeGreaterThan(first.port)
      expect(second.url).toBe(`http://perch.localhost:${second.port}`)
      expect(await fetchStatus(second.port, `perch.localhost:${second.port}`)).toBe(200)
      expect(await fetchStatus(second.port, `127.0.0.1:${second.port}`)).toBe(302)
    } finally {
      await first.close()
      await second.close()
    }
    await expect(fetchStatus(second.port, 'perch.localhost')).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the store', () => {
  test('keeps users, passkeys, sessions and its secret over a restart', () => {
    const before = openStore(folder)
    const user = before.users.add('dana', 'hash', 1)
    const token = before.sessions.start(user?.id, 1000, 1)
    before.notes.add(user?.id ?? '', 'hello', 1)
    before.passkeys.add({
      id: 'AQID',
      userId: user?.id ?? '',
      name: 'Blue key',
      publicKey: new Uint8Array([1, 2]),
      algorithm: -7,
      signCount: 3,
      transports: ['usb'],
      aaguid: '00000000-0000-0000-0000-000000000000',
      attestationFormat: 'none',
      backupEligible: false,
      backedUp: false,
      createdAt: 1,
      lastUsedAt: undefined,
    })
    const held = before.passkeys.byId('AQID')
    before.close()
    const after = openStore(folder)
    try {
      expect(after.users.byUsername('DANA')?.handle).toEqual(user?.handle)
      expect(after.sessions.find(token, 2)?.userId).toBe(user?.id)
      expect(after.sessions.find(token, 1001)).toBeUndefined()
      expect(after.passkeys.byId('AQID')).toEqual(held)
      expect(after.notes.latest(1)[0]?.text).toBe('hello')
      expect(after.secret).toEqual(before.secret)
      expect(after.secret).toHaveLength(32)
    } finally {
      after.close()
    }
  })

  test('a username is taken in any letter case', () => {
    const store = openStore()
    expect(store.users.add('dana', 'hash', 1)?.username).toBe('dana')
    expect(store.users.add('DANA', 'hash', 1)).toBeUndefined()
  })
})
