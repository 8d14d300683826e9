import { createContext, runInContext } from 'node:vm'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'

/** What runs inside the empty engine: a device's statement is signed, logged, shown, proven and verified. */
const ENTRY = `
import { addLeaf, encodeActivity, encodeSignedHead, encodeStatement, genesisHead, headOf, isHeadSignedBy, isIncluded, leafHash, nextEntry, NO_PEAKS, parseJsonLine, parseSignedHead, planInclusion, proofOf, rootOf, signHead, signStatement, toJsonLine, verifyActivity } from '@keyward/log'
import { identityFromSeed } from '@keyward/primitives/identity'

export function trip() {
  const key = identityFromSeed(new Uint8Array(32).fill(3))
  const id = 'AAAAAAAAAAAAAAAAAAAAAA'
  const statement = signStatement(key, {
    workspaceId: id, memberId: id, deviceId: id, statementId: id, at: 1,
    event: 'imported', subject: { count: 2 },
  })
  const from = genesisHead(id)
  const entry = nextEntry(from, { time: 2, statement: encodeStatement(statement) })
  const read = parseJsonLine(toJsonLine(entry))
  const leaf = leafHash(encodeActivity(read))
  const { peaks } = addLeaf(NO_PEAKS, leaf)
  const made = signHead(key, { ...headOf(read), root: rootOf(peaks) }, 3)
  const head = parseSignedHead(encodeSignedHead(made))
  const proof = proofOf(planInclusion(0, 1), () => leaf)
  const isThere = isIncluded({ index: 0, hash: leaf }, { size: 1, root: head.root }, proof)
  if (!isThere || !isHeadSignedBy(key.publicKey, head)) return 0
  return verifyActivity([read], { from, devices: () => key.publicKey }).sequence
}
`

test('the log works in an engine that has nothing but the language', async () => {
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
  expect(runInContext('keyward.trip()', engine)).toBe(1)
})
