import { afterAll, expect, test } from 'vitest'
import { spawnKeyward } from '../cases/keyward.ts'
import { temporaryFolder } from '../cases/temporary-folder.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const env = {
  ...process.env,
  KEYWARD_DATA: folder.file('other'),
  KEYWARD_HOME: '/nowhere',
  KEYWARD_LOG: 'silent',
}

test('starts a server that tells its address, and stops in order with the command', async () => {
  const run = await spawnKeyward(['up', '--port', '0', '--data', folder.file('data')], '', {
    env,
    onStart: (child) =>
      child.stdout?.on('data', (text: string) => {
        if (text.includes('READY')) child.kill('SIGTERM')
      }),
  })
  expect(run.code).toBe(0)
  expect(run.out).toMatch(/^Setup code: \S+ .*\nREADY http:\/\/localhost:\d+\n$/)
})

test('a server that can’t start ends the command, after it said why', async () => {
  const run = await spawnKeyward(['up', '--port', 'many'], '', { env })
  expect(run.code).toBe(4)
  expect(run.err).toContain('KEYWARD_PORT')
})
