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

/** A replica's keys are unwrapped, and what it keeps is sealed and opened: all that signing needs. */
const LOCAL_ENTRY = `
import { openLocal, sealLocal, unwrapIdentity, unwrapLocalKey, unwrapReplicaKey, wrapIdentity, wrapLocalKey, wrapReplicaKey } from '@keyward/vault/local'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { identityFromSeed } from '@keyward/primitives/identity'

export async function trip(workspaceId, memberId, deviceId) {
  const aead = nobleAead()
  const sealing = { aead, random: (length) => new Uint8Array(length).fill(3) }
  const accountKey = new AeadKey(sealing.random(32))
  const key = new AeadKey(Uint8Array.from({ length: 32 }, (_, at) => at))
  const identity = identityFromSeed(key.exportBytes())
  const device = { workspaceId, memberId, deviceId, accountKeyEpoch: 1 }
  const object = { workspaceId, memberId, objectId: deviceId, kind: 'secrets-key', keyEpoch: 1, accountKeyEpoch: 1 }
  const place = { workspaceId, memberId, collection: 'pending', key: '1' }
  const replica = await unwrapReplicaKey(aead, accountKey, device, await wrapReplicaKey(sealing, accountKey, device, key))
  const local = await unwrapLocalKey(aead, accountKey, object, await wrapLocalKey(sealing, accountKey, object, replica))
  const signer = await unwrapIdentity(aead, accountKey, device, await wrapIdentity(sealing, accountKey, device, identity))
  const opened = await openLocal(aead, local, place, await sealLocal(sealing, local, place, signer.publicKey))
  return opened.every((byte, at) => byte === identity.publicKey[at]) ? '1,2,3' : 'another key'
}
`

test.each([
  ['the envelope', ENTRY, [{ ...FIRST, prevHash: null }, MEMBER, DEVICE]],
  ['the replica’s keys', LOCAL_ENTRY, [FIRST.workspaceId, MEMBER, DEVICE]],
])('%s works in an engine that has nothing but the language', async (_, source, given) => {
  const bundle = await rolldown({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? `${import.meta.dirname}/entry.js` : null),
        load: (id) => (id.endsWith('/entry.js') ? source : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'iife', name: 'keyward' })
  const engine = createContext({})
  for (const name of ['crypto', 'TextEncoder', 'setTimeout', 'URL', 'process'])
    expect(runInContext(`typeof ${name}`, engine)).toBe('undefined')
  runInContext(output[0].code, engine)
  const call = `keyward.trip(...${JSON.stringify(given)})`
  const opened = runInContext(call, engine) as Promise<string>
  expect(await opened).toBe('1,2,3')
})
