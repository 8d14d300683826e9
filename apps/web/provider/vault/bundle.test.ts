import { fileURLToPath } from 'node:url'
import { type OutputChunk, rolldown } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import { GROUPS, hasSideEffects } from '../../chunks.ts'

/**
 * What a sheet does without on its way from biometrics to an answer, by what would bring it in: the
 * wire with its schemas, wrapping to others, passphrases, kits, sharing, foreign formats, the app.
 */
const KEPT_OUT = [
  '/@hpke/',
  '/@noble/curves/abstract/weierstrass',
  '/@noble/hashes/sha3',
  '/@scure/bip39/',
  '/@serenity-kit/opaque/',
  '/@tanstack/',
  '/@zxcvbn-ts/',
  '/dpop/',
  '/hash-wasm/',
  '/kdbxweb/',
  '/mlkem/',
  '/react-aria',
  '/zod/',
  '/packages/cosigning/',
  '/packages/keyholder/commands/activity/',
  '/packages/keyholder/commands/sharing/',
  '/packages/keyholder/remote/remote-server',
  '/packages/keyholder/session/approval/',
  '/packages/keyholder/session/sign-in/',
  '/packages/keyholder/session/sign-up/',
  '/packages/keyholder/sharing/',
  '/packages/keyholder/sync/',
  '/packages/keyholder/transfer/',
  '/packages/keyholder/vault/intake/',
  '/packages/keyholder/vault/push/',
  '/packages/protocol/messages/',
  '/apps/web/messages/en/settings',
  '/apps/web/screens/',
]

const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const ANSWER = place('answer.ts')
const APP = place('../../routes/main.tsx')

/** As the build puts them together: the app decides with the sheet which file a module lies in. */
let chunks: ReadonlyMap<string, OutputChunk>

beforeAll(async () => {
  const bundle = await rolldown({
    input: { answer: ANSWER, app: APP },
    platform: 'browser',
    logLevel: 'silent',
    treeshake: { moduleSideEffects: hasSideEffects },
    plugins: [
      {
        name: 'no styles',
        load: (id) => (/[.]css$|[?]/.test(id) ? { code: '', moduleType: 'js' } : null),
      },
    ],
  })
  const { output } = await bundle.generate({ codeSplitting: { groups: GROUPS } })
  await bundle.close()
  chunks = new Map(output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one]] : [])))
})

/** The modules that run before a module does: those of its file, and of all that it imports. */
function modulesBefore(entry: string): Set<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (file: string): void => {
    const chunk = chunks.get(file)
    if (chunk === undefined || seen.has(file)) return
    seen.add(file)
    for (const id of chunk.moduleIds) found.add(id)
    for (const imported of chunk.imports) visit(imported)
  }
  const start = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId === entry)
  expect(start, entry).toBeDefined()
  visit(start?.fileName ?? '')
  return found
}

describe('what a sheet loads until its answer', () => {
  test('is the vault, and none of what only others need', () => {
    const modules = [...modulesBefore(ANSWER)]
    expect(modules.some((id) => id.includes('/packages/keyholder/vault/open-vault'))).toBe(true)
    expect(modules.filter((id) => KEPT_OUT.some((part) => id.includes(part)))).toEqual([])
  })

  test('where that is needed, this test does find it', () => {
    const modules = [...modulesBefore(APP)]
    for (const chunk of chunks.values()) modules.push(...chunk.moduleIds)
    const missing = KEPT_OUT.filter((part) => !modules.some((id) => id.includes(part)))
    expect(missing).toEqual([])
  })
})
