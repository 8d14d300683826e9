import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from './free-port.mjs'

test('a port that is taken, or given away, moves to the next free one', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  try {
    const found = await freePort(port)
    expect(found).toBeGreaterThan(port)
    expect(await freePort(port, new Set([found]))).toBeGreaterThan(found)
  } finally {
    taken.close()
  }
})

test('when none is free, one sentence says what to do', async () => {
  const all = new Set(Array.from({ length: 21 }, (_, at) => 40_000 + at))
  await expect(freePort(40_000, all)).rejects.toThrow(/all taken: end what listens there/)
})
