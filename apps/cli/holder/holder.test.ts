import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { type Home, homeOf, makeHome } from '../home.ts'
import { holderAddress, makeSocketFolder } from './address.ts'
import { fetchHeld, isHeld, limitHolder, lockHolder } from './client.ts'
import { Held } from './held.ts'
import { startHolder } from './start.ts'

let folder: TemporaryFolder
let home: Home
let address: string
beforeEach(() => {
  folder = temporaryFolder()
  home = homeOf(folder.file('home'), {})
  makeHome(home)
  address = holderAddress(home, {})
})
afterEach(async () => {
  await lockHolder(address)
  folder.remove()
})

const held = (epoch = 1) =>
  new Held({
    accountKey: new Uint8Array(32).fill(7),
    epoch,
    unlockedAt: Date.now(),
    lockAfterMinutes: 15,
    check: undefined,
  })

async function untilLocked(): Promise<void> {
  while (await isHeld(address)) await wait(100)
}

test('keeps the key for commands that follow, until it is told to lock', async () => {
  expect(await fetchHeld(address)).toBeUndefined()
  await startHolder(home, address, held())
  expect((await fetchHeld(address))?.accountKey).toEqual(new Uint8Array(32).fill(7))
  expect(await isHeld(address)).toBe(true)
  expect(await lockHolder(address)).toBe(true)
  await untilLocked()
  expect(await fetchHeld(address)).toBeUndefined()
  expect(await lockHolder(address)).toBe(false)
})

test('another one takes its place', async () => {
  await startHolder(home, address, held(1))
  await startHolder(home, address, held(2))
  expect((await fetchHeld(address))?.epoch).toBe(2)
})

test('locks when the replica tells everybody to', async () => {
  await startHolder(home, address, held())
  const replica = await fileReplica(home.replica)
  await replica.signal('lock')
  await untilLocked()
  expect(await fetchHeld(address)).toBeUndefined()
  await replica.close()
})

test('locks when the home is gone, or another one in its place', async () => {
  await startHolder(home, address, held())
  rmSync(home.folder, { recursive: true })
  await untilLocked()
  makeHome(home)
  await startHolder(home, address, held())
  renameSync(home.folder, folder.file('elsewhere'))
  mkdirSync(home.folder)
  const moved = holderAddress({ ...home, folder: folder.file('elsewhere') }, {})
  while (await isHeld(moved)) await wait(100)
  expect(await fetchHeld(moved)).toBeUndefined()
})

test('writes nothing but its socket into the home, and nobody else can enter', async () => {
  await startHolder(home, address, held())
  expect(readdirSync(home.folder).filter((name) => !name.startsWith('replica.db'))).toEqual([
    'holder.sock',
  ])
  expect(statSync(home.folder).mode & 0o077).toBe(0)
})

test('who talks nonsense is cut off, and the others are served', async () => {
  await startHolder(home, address, held())
  const socket = createConnection(address)
  socket.on('error', () => {})
  socket.write('x'.repeat(10_000))
  await new Promise((resolve) => socket.on('close', resolve))
  expect(await isHeld(address)).toBe(true)
})

test('a limit from a policy holds at once', async () => {
  await startHolder(home, address, held())
  await limitHolder(address, 1)
  expect(await isHeld(address)).toBe(true)
})

test('a path that is too long for a socket has it elsewhere, in a folder of one’s own', async () => {
  const long = homeOf(folder.file('x'.repeat(120)), {})
  const runtime = folder.file('runtime')
  mkdirSync(runtime, { mode: 0o700 })
  const elsewhere = holderAddress(long, { XDG_RUNTIME_DIR: runtime })
  expect(elsewhere.startsWith(runtime)).toBe(true)
  makeHome(long)
  await startHolder(long, elsewhere, held())
  expect(await isHeld(elsewhere)).toBe(true)
  expect(statSync(join(elsewhere, '..')).mode & 0o777).toBe(0o700)
  await lockHolder(elsewhere)
})

test('a folder that others can write to holds no socket', () => {
  mkdirSync(folder.file('open'))
  chmodSync(folder.file('open'), 0o777)
  expect(() => makeSocketFolder(folder.file('open/holder.sock'))).toThrow(
    expect.objectContaining({ rule: 'cli.holder' }),
  )
})
