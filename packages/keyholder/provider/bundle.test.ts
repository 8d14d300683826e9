import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

/**
 * What signing with an opened replica does without: HPKE and what is under it, OPAQUE, Argon2, the
 * schemas of the wire, and foreign formats. It has to run where there is little memory, and neither
 * WebCrypto nor WebAssembly.
 */
const KEPT_OUT = [
  '@hpke',
  '@noble/post-quantum',
  '@serenity-kit/opaque',
  '@zxcvbn-ts',
  'dpop',
  'hash-wasm',
  'kdbxweb',
  'mlkem',
  'zod',
]

/** From a provider's request to its answer: the gates, the accounts of the replica, the signature. */
const SIGNING = `
export { candidatesOf, closedGate, createPasskey, signIn } from '@keyward/keyholder/provider'
export { openVault } from '@keyward/keyholder/vault'
export { memoryReplica } from '@keyward/keyholder/replica'
export { indexedDbReplica } from '@keyward/keyholder/replica/indexeddb'
`

test('signing loads neither HPKE, OPAQUE, Argon2 nor the schemas of the wire', async () => {
  expect(await waysToKeptOut(SIGNING)).toEqual([])
})

test('where they are needed, this test does find them', async () => {
  const ways = await waysToKeptOut("export { openKeyholder } from '@keyward/keyholder/keyholder'")
  const found = KEPT_OUT.filter((name) => ways.some((way) => way.includes(`/${name}/`)))
  expect(found).toEqual(expect.arrayContaining(['@hpke', '@serenity-kit/opaque', 'dpop', 'zod']))
})

test('commands do not load foreign formats: those are an entry of their own', async () => {
  const ways = await waysToKeptOut("export { createAccount } from '@keyward/keyholder/commands'")
  expect(ways.filter((way) => way.includes('/kdbxweb/'))).toEqual([])
  const transfer = "export { importAccounts } from '@keyward/keyholder/commands/transfer'"
  expect((await waysToKeptOut(transfer)).join()).toContain('/kdbxweb/')
})

/**
 * Each module that the source loads and that is to be kept out, with the modules through which it is
 * reached: also lazily, and also where a bundler would find nothing of it used.
 */
async function waysToKeptOut(source: string): Promise<string[]> {
  const entry = `${import.meta.dirname}/entry.js`
  const imports = new Map<string, readonly string[]>()
  const bundle = await rolldown({
    input: entry,
    platform: 'browser',
    // Which Node modules a foreign library would like to have is no matter here.
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
        buildEnd() {
          for (const id of this.getModuleIds()) {
            const { importedIds = [], dynamicallyImportedIds = [] } = this.getModuleInfo(id) ?? {}
            imports.set(id, [...importedIds, ...dynamicallyImportedIds])
          }
        },
      },
    ],
  })
  await bundle.generate()
  await bundle.close()
  const ways = new Map([[entry, 'entry']])
  for (const [id, way] of ways) {
    for (const next of imports.get(id) ?? [])
      if (!ways.has(next)) ways.set(next, `${way} → ${next}`)
  }
  const notThere = [...ways.keys()].filter((id) => id.startsWith('@keyward/'))
  expect(notThere, 'entries that do not exist').toEqual([])
  return [...ways]
    .filter(([id]) => KEPT_OUT.some((name) => id.includes(`/node_modules/${name}/`)))
    .map(([, way]) => way)
}
