import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyward, spawnKeyward } from '../../cases/keyward.ts'
import { creation, errorOf } from '../../cases/requests.ts'
import { type TemporaryFolder, temporaryFolder } from '../../cases/temporary-folder.ts'

const KILLS = process.env['KEYWARD_LONG'] === '1' ? 50 : 3

let folder: TemporaryFolder
let store = ''
beforeEach(() => {
  folder = temporaryFolder()
  store = folder.file('passkeys.db')
})
afterEach(() => folder.remove())

const createArgs = () => ['authenticator', 'create', '--store', store]

/** The IDs that the store holds; opening it is half of the proof. */
async function keptIds(): Promise<Set<string>> {
  const run = await keyward(['authenticator', 'list', '--store', store])
  expect(run.code).toBe(0)
  const { passkeys } = JSON.parse(run.out) as { passkeys: { credentialId: string }[] }
  return new Set(passkeys.map(({ credentialId }) => credentialId))
}

/** The IDs of the answers that were printed to their end. */
function printedIds(out: string): string[] {
  const whole = out.slice(0, out.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { id: string }).id)
}

/** Creates passkeys one after the other in one process, so that most moments are in a write. */
const BUSY = `
  const { main } = await import(process.argv[1])
  for (let i = 0; ; i += 1) {
    const input = Buffer.from(process.argv[3])
    await main(['authenticator', 'create', '--store', process.argv[2]], {
      stdin: (async function* () { yield input })(),
      stdinIsTty: false,
      stdoutIsTty: false,
      writeOut: (text) => process.stdout.write(text),
      writeErr: () => {},
    })
  }`

describe('[C93] every passkey whose answer was printed is in the store', () => {
  test('when the program is killed at any moment of a create', async () => {
    await spawnKeyward(createArgs(), creation())
    const started = performance.now()
    const printed = printedIds((await spawnKeyward(createArgs(), creation())).out)
    const duration = performance.now() - started
    for (let kill = 0; kill < KILLS; kill += 1) {
      // From half-way to just after the end, where keys are made, written and printed.
      const delay = duration * (0.5 + (0.6 * kill) / KILLS)
      const run = await spawnKeyward(createArgs(), creation(), {
        onStart: (child) => void wait(delay).then(() => child.kill('SIGKILL')),
      })
      printed.push(...printedIds(run.out))
      expect([...(await keptIds())]).toEqual(expect.arrayContaining(printed))
    }
  })

  test('when a program that writes all the time is killed', async () => {
    const printed: string[] = []
    for (let kill = 0; kill < KILLS; kill += 1) {
      const url = new URL('../../main.ts', import.meta.url).href
      const args = ['--input-type=module', '-e', BUSY, url, store, JSON.stringify(creation())]
      const child = spawn(process.execPath, args)
      const ended = new Promise((resolve) => child.on('close', resolve))
      let out = ''
      child.stdout.setEncoding('utf8')
      for await (const text of child.stdout) {
        out += text
        // Somewhere in the middle of the next ones.
        if (out.split('\n').length > 3 && !child.killed) {
          await wait((kill * 7) % 11)
          child.kill('SIGKILL')
        }
      }
      await ended
      printed.push(...printedIds(out))
      expect([...(await keptIds())]).toEqual(expect.arrayContaining(printed))
    }
    expect(printed.length).toBeGreaterThanOrEqual(3 * KILLS)
  })

  test('when the first one ever is killed, the next create works', async () => {
    for (const delay of [50, 150, 250]) {
      await spawnKeyward(createArgs(), creation(), {
        onStart: (child) => void wait(delay).then(() => child.kill('SIGKILL')),
      })
    }
    const { id } = JSON.parse((await keyward(createArgs(), creation())).out) as { id: string }
    expect([...(await keptIds())]).toContain(id)
  })
})

describe('processes that write at once', () => {
  test('all eight passkeys are kept, also where nobody had made the store yet', async () => {
    const runs = await Promise.all(
      Array.from({ length: 8 }, () => spawnKeyward(createArgs(), creation())),
    )
    expect(runs.map(({ code }) => code)).toEqual(Array.from({ length: 8 }, () => 0))
    const printed = runs.flatMap(({ out }) => printedIds(out))
    expect([...(await keptIds())].toSorted()).toEqual(printed.toSorted())
  })
})

describe('[C93] a passkey that can not be kept is not answered', () => {
  test('the RP gets a NotAllowedError, and the person the reason', async () => {
    await keyward(createArgs(), creation())
    const before = await keptIds()
    const database = new DatabaseSync(store)
    database.exec(
      `CREATE TRIGGER full BEFORE INSERT ON passkeys BEGIN SELECT RAISE(ABORT, 'no'); END`,
    )
    database.close()
    const run = await keyward(createArgs(), creation())
    expect(run.code).toBe(1)
    expect(errorOf(run)).toMatchObject({ name: 'NotAllowedError', rule: 'ceremony.not-saved' })
    expect(run.err).toContain(store)
    expect(run.err).not.toContain('Created')
    expect(await keptIds()).toEqual(before)
  })

  test('a refused request leaves no half-made store', async () => {
    const input = creation({ challenge: undefined })
    expect((await keyward(createArgs(), input)).code).toBe(1)
    expect(existsSync(store)).toBe(false)
  })
})
