import { expect, test } from 'vitest'
import { type Host, refuseBesideSigner, thisHost } from './beside-signer.ts'

const FOLDER = '/home/agents/deploy'
const ORIGIN = 'https://keyward.example'
const elsewhere: Host = {
  exists: () => false,
  addresses: () => ['192.0.2.7', '127.0.0.1'],
  lookUp: async () => ['198.51.100.9', '2001:db8::9'],
  env: {},
}
const refusal = expect.objectContaining({ name: 'AgentError', rule: 'agent.beside-signer' })
const at = (changes: Partial<Host>, origin = ORIGIN) =>
  refuseBesideSigner({ ...elsewhere, ...changes }, FOLDER, origin)

test('an agent runs on a machine of its own', async () => {
  await expect(at({})).resolves.toBeUndefined()
})

test('not in the folder of a server, nor anywhere below it', async () => {
  for (const file of ['/home/agents/deploy', '/home/agents', '/home', ''].map(
    (folder) => `${folder}/signer/signer.sqlite`,
  ))
    await expect(at({ exists: (path) => path === file })).rejects.toEqual(refusal)
})

test('not where the environment names the server’s data or signer', async () => {
  const data = { KEYWARD_DATA: '/srv/keyward' }
  const exists = (path: string) => path === '/srv/keyward/signer/signer.sqlite'
  await expect(at({ env: data, exists })).rejects.toEqual(refusal)
  await expect(at({ env: data })).resolves.toBeUndefined()
  const signer = { KEYWARD_SIGNER: '/run/keyward/s' }
  await expect(at({ env: signer, exists: (path) => path === '/run/keyward/s' })).rejects.toEqual(
    refusal,
  )
})

test('not where the name of the server is an address of this machine', async () => {
  for (const address of ['192.0.2.7', '127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])
    await expect(at({ lookUp: async () => ['198.51.100.9', address] })).rejects.toEqual(refusal)
})

test('not with a server on this machine by name, whatever a resolver says', async () => {
  const lookUp = () => Promise.reject(new Error('ENOTFOUND'))
  for (const origin of ['http://localhost:8080', 'http://keyward.localhost:8080'])
    await expect(at({ lookUp }, origin)).rejects.toEqual(refusal)
})

test('a name that can not be looked up is no reason to refuse', async () => {
  const lookUp = () => Promise.reject(new Error('ENOTFOUND'))
  await expect(at({ lookUp })).resolves.toBeUndefined()
})

test('addresses without names are read as such, by this very machine', async () => {
  for (const origin of ['http://127.0.0.1:8080', 'http://[::1]:8080'])
    await expect(refuseBesideSigner(thisHost(), FOLDER, origin)).rejects.toEqual(refusal)
})
