import { symlinkSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { installedNodes, PROGRAM, spawnKeyward } from '../cases/keyward.ts'
import { creation, errorOf, request } from '../cases/requests.ts'
import { type TemporaryFolder, temporaryFolder } from '../cases/temporary-folder.ts'

let folder: TemporaryFolder
beforeEach(() => void (folder = temporaryFolder()))
afterEach(() => folder.remove())

const verb = (name: string) => ['authenticator', name, '--store', folder.file('passkeys.db')]

describe.each(installedNodes())('with %s', (node) => {
  test('creates, signs in and lists; standard error holds remarks and no warning', async () => {
    const created = await spawnKeyward(verb('create'), creation(), { node })
    expect(created).toMatchObject({
      code: 0,
      err: 'Created a passkey for studio@acme at perch.localhost.\n',
    })
    const { id } = JSON.parse(created.out) as { id: string }
    const got = await spawnKeyward(verb('get'), request(), { node })
    expect(got).toMatchObject({ code: 0 })
    expect(got.err).toMatch(/^Signed in as .*\n$/)
    expect(JSON.parse(got.out)).toMatchObject({ id })
    const listed = await spawnKeyward(verb('list'), '', { node })
    expect(listed).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(listed.out)).toMatchObject({ passkeys: [{ credentialId: id }] })
  })

  test('a refusal is exit code 1, one line of JSON and no stack', async () => {
    const run = await spawnKeyward(verb('create'), '{', { node })
    expect(run).toMatchObject({ code: 1, err: '' })
    expect(run.out.trimEnd().split('\n')).toHaveLength(1)
    expect(errorOf(run)).toMatchObject({ name: 'InputError', rule: 'cli.stdin-json' })
  })

  test('runs by way of a link, as npx does', async () => {
    const link = folder.file('keyward')
    symlinkSync(PROGRAM, link)
    const run = await spawnKeyward(['--version'], '', { node })
    expect(run).toMatchObject({ code: 0, err: '' })
  })

  test('waits for its input, and ends by the signal that it gets, with nothing left running', async () => {
    const run = await spawnKeyward(verb('create'), '', {
      node,
      keepOpen: true,
      onStart: (child) => void wait(1000).then(() => child.kill('SIGTERM')),
    })
    // The run is over when every process that could still write has ended.
    expect(run).toEqual({ code: null, signal: 'SIGTERM', out: '', err: '' })
  })

  test('a reader that goes away is no error', async () => {
    const run = await spawnKeyward(['--help'], '', {
      node,
      onStart: (child) => void child.stdout?.destroy(),
    })
    expect(run.err).toBe('')
  })
})

test('an environment without any path finds the Node.js of the project', async () => {
  const env = { PATH: dirname(PROGRAM) }
  for (const node of installedNodes()) {
    expect(await spawnKeyward(['--version'], '', { node, env })).toMatchObject({ code: 0 })
  }
})
