import { ChannelError } from '@keyward/channel'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { expect, test } from 'vitest'
import { fakeShell } from './cases/fake-shell.ts'
import { keepListed } from './keep-listed.ts'

const done = async () => undefined

function keyholderThatIs(kind: 'none' | 'locked'): Keyholder {
  return {
    session: { state: { kind } },
    desk: () => Promise.reject(new Error('Nothing is to be opened.')),
  } as unknown as Keyholder
}

test('the listing is emptied when nobody is signed in', async () => {
  const port = fakeShell({ 'index.clear': () => ({ count: 0 }) })
  keepListed({ port, keyholder: keyholderThatIs('none'), watchSession: done, wait: done })
  await Promise.resolve()
  expect(port.asked.map(({ method }) => method)).toStrictEqual(['index.clear'])
})

test('a locked device keeps its listing, and a system that lost it waits for unlocking', async () => {
  const port = fakeShell({})
  keepListed({ port, keyholder: keyholderThatIs('locked'), watchSession: done, wait: done })
  port.tell('index.invalidated')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(port.asked).toStrictEqual([])
})

test('a shell that can not clear its listing stops nothing', async () => {
  const port = fakeShell({
    'index.clear': () => {
      throw new ChannelError('internal', 'No.')
    },
  })
  let watched = 0
  keepListed({
    port,
    keyholder: keyholderThatIs('none'),
    watchSession: () => (watched += 1),
    wait: done,
  })
  await Promise.resolve()
  expect(watched).toBe(1)
})
