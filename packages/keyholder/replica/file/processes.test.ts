import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Running, spawnProgram } from '../cases/spawn-program.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'
import { fileReplica } from './open.ts'

let folder: TemporaryFolder
let path = ''
let running: Running[] = []
const start = (what: string, first?: number): Running => {
  const program = spawnProgram(what, path, first)
  running.push(program)
  return program
}
beforeEach(() => {
  folder = temporaryFolder()
  path = folder.file('replica.db')
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((program) => program.kill()))
  folder.remove()
})

describe('processes that lead', () => {
  test('elect one, and another takes over when it is killed', async () => {
    const first = start('lead')
    await first.printed('elected')
    const second = start('lead')
    const watcher = start('watch')
    await watcher.printed('watching')
    expect(second.lines()).toEqual([])
    await first.kill()
    await second.printed('elected')
    // Elections and renewals are no changes of what is stored.
    expect(watcher.lines()).toEqual(['watching'])
  })

  test('take over from one that hangs, which learns it when it wakes', async () => {
    const first = start('lead')
    await first.printed('elected')
    first.child.kill('SIGSTOP')
    const second = start('lead')
    await second.printed('elected')
    first.child.kill('SIGCONT')
    await first.printed('lost')
    expect(first.lines()).toEqual(['elected', 'lost'])
    expect(second.lines()).toEqual(['elected'])
  })
})

describe('processes on one replica', () => {
  test('are told of a lock and of changes that another makes', async () => {
    const [one, two] = [start('watch'), start('watch')]
    await Promise.all([one.printed('watching'), two.printed('watching')])
    const store = await fileReplica(path)
    await store.signal('lock')
    await Promise.all([one.printed('lock'), two.printed('lock')])
    await store.write([{ collection: 'meta', key: 'a', value: Uint8Array.of(1) }])
    await Promise.all([one.printed('changed'), two.printed('changed')])
    expect(one.lines()).toEqual(['watching', 'lock', 'changed'])
    await store.close()
  })

  test('lose no update that is written with expect, also where nobody had made the file', async () => {
    const programs = [start('count', 30), start('count', 30), start('count', 30)]
    const codes = await Promise.all(programs.map(({ exited }) => exited))
    expect(codes).toEqual([0, 0, 0])
    const store = await fileReplica(path)
    await expect(store.get('meta', 'n')).resolves.toEqual(Uint8Array.of(90))
    await store.close()
  })
})
