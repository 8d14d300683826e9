import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePasskey } from '../../cases/make-passkey.ts'
import { temporaryFolder } from '../../cases/temporary-folder.ts'
import { CliError } from '../../error.ts'
import { openStore } from './open.ts'
import { QUERIES } from './queries.ts'

const LONG = process.env['KEYWARD_LONG'] === '1'

const folder = temporaryFolder()
const path = folder.file('passkeys.db')
const copy = folder.file('copy.db')
beforeAll(async () => {
  const store = openStore(path, { make: true })
  for (let i = 0; i < 40; i += 1) void store.add(await makePasskey({ rpId: `${i % 4}.example` }))
  store.close()
})
afterAll(() => folder.remove())

function ruleOf(): string {
  try {
    const store = openStore(copy, { make: true })
    try {
      store.all()
      return 'opened'
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof CliError) return error.rule
    throw error
  }
}

describe('a store that is not whole', () => {
  test('is refused at every length, from one byte too few to none, and stays as it is', () => {
    copyFileSync(path, copy)
    const whole = readFileSync(path)
    const opened: number[] = []
    const changed: number[] = []
    for (let length = whole.length - 1; length >= 0; length -= 1) {
      if (!LONG && !isTelling(length)) continue
      truncateSync(copy, length)
      const rule = ruleOf()
      if (rule !== 'store.cut-off' && rule !== 'store.damaged') opened.push(length)
      if (statSync(copy).size !== length) changed.push(length)
    }
    expect({ opened, changed }).toEqual({ opened: [], changed: [] })
    expect(readFileSync(copy)).toHaveLength(0)
  })

  test('[C96] a damaged byte is refused clearly, or does no harm; nothing fails in another way', () => {
    const whole = readFileSync(path)
    const rules = new Set<string>()
    const step = LONG ? 7 : 211
    for (let at = 0; at < whole.length; at += step) {
      const damaged = Buffer.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      writeFileSync(copy, damaged)
      rules.add(ruleOf())
    }
    expect(rules).toContain('store.damaged')
    for (const rule of rules) expect(rule).toMatch(/^(opened|store\..+)$/)
  })
})

/** The lengths around pages and in the header, and a sample of the others. */
function isTelling(length: number): boolean {
  const inPage = length % 4096
  return length < 200 || inPage < 3 || inPage > 4093 || length % 61 === 0
}

describe('look-ups', () => {
  test.each([
    ['find', 'find', /USING INDEX sqlite_autoindex_passkeys_1 \(rp_id=\? AND credential_id=\?\)$/],
    ['list', 'list', /USING INDEX passkeys_by_age \(rp_id=\?\)$/],
    ['the place of a new passkey', 'newest', /USING COVERING INDEX passkeys_by_age \(rp_id=\?\)$/],
    [
      'counting',
      'count',
      /USING INDEX sqlite_autoindex_passkeys_1 \(rp_id=\? AND credential_id=\?\)$/,
    ],
  ] as const)('%s goes by an index, and sorts nothing', (_, name, plan) => {
    const database = new DatabaseSync(path)
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${QUERIES[name]}`).all()
    database.close()
    expect(steps).toHaveLength(1)
    expect(steps[0]?.['detail']).toMatch(plan)
  })
})
