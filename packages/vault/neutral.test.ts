import { createContext, runInContext } from 'node:vm'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { DEVICE, FIRST, MEMBER } from './cases/fixtures.ts'

/** What runs inside the empty engine: a write is sealed, sent, verified and opened. */
const ENTRY = `
import { encodeWrite, openWrite, parseWrite, sealWrite, verifyWrite } from '@keyward/vault/envelope'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { identityFromSeed } from '@keyward/primitives/identity'

export async function trip(context, memberId, deviceId) {
  const aead = nobleAead()
  const random = (length) => new Uint8Array(length).fill(3)
  const key = new AeadKey(random(32))
  const device = identityFromSeed(random(32))
  const first = { ...context, prevHash: new Uint8Array(32) }
  const write = await sealWrite({ aead, random }, key, {
    context: first,
    content: Uint8Array.of(1, 2, 3),
    author: { memberId, deviceId, key: device },
    head: { sequence: 1, hash: random(32) },
    latest: { profile: 1, secrets: 0 },
  })
  const verified = verifyWrite(parseWrite(encodeWrite(write)), {
    ...first,
    formatVersions: [1],
    author: { memberId, deviceId, publicKey: device.publicKey },
  })
  return [...(await openWrite(aead, key, verified))].join()
}
`

test('the envelope works in an engine that has nothing but the language', async () => {
  const bundle = await rolldown({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? `${import.meta.dirname}/entry.js` : null),
        load: (id) => (id.endsWith('/entry.js') ? ENTRY : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'keyward' })
  const engine = createContext({})
  for (const name of ['crypto', 'TextEncoder', 'setTimeout', 'URL', 'process'])
    expect(runInContext(`typeof ${name}`, engine)).toBe('undefined')
  runInContext(output[0].code, engine)
  const given = JSON.stringify([{ ...FIRST, prevHash: null }, MEMBER, DEVICE])
  const opened = runInContext(`keyward.trip(...${given})`, engine) as Promise<string>
  expect(await opened).toBe('1,2,3')
})
