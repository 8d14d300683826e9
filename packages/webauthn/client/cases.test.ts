import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { optionRows, quirkRows } from './cases/options-rows.ts'
import { relatedOriginRows, rpIdRows } from './cases/rp-id-rows.ts'
import { androidRows, routingRows } from './cases/routing-rows.ts'
import type { CaseRow } from './cases/row.ts'

const groups: Readonly<Record<string, readonly CaseRow[]>> = {
  '[C6] [C7] [C8] RP IDs': rpIdRows,
  '[C9] [C10] related origins': relatedOriginRows,
  'creation options': optionRows,
  'quirks of real sites': quirkRows,
  '[C31] [C47] routing': routingRows,
  'Android apps': androidRows,
}

async function outcomeOf(call: () => unknown): Promise<CaseRow['expected']> {
  try {
    return { value: await call() }
  } catch (error) {
    if (error instanceof WebAuthnError) return { rule: error.rule, name: error.name }
    throw error
  }
}

describe.each(Object.entries(groups))('%s', (_, rows) => {
  test.each(rows.map((row) => [row.id, row.says, row] as const))(
    '%s: %s',
    async (_id, _says, row) => {
      expect(await outcomeOf(row.call)).toEqual(row.expected)
    },
  )
})

const covered = new Set(Object.values(groups).flatMap((rows) => rows.map(({ id }) => id)))
const ELSEWHERE = new Set(['opt-01', 'opt-28', 'opt-29'])
const OTHERS = new Set(['auth-23', 'auth-25', 'auth-26', 'data-02', 'data-03'])

test('the table has every case that this folder decides', () => {
  const counts = new Map<string, number>()
  for (const id of covered) {
    const group = id.split('-')[0] ?? ''
    counts.set(group, (counts.get(group) ?? 0) + 1)
  }
  expect(Object.fromEntries(counts)).toEqual({
    rpid: 26,
    ror: 11,
    opt: 19,
    quirk: 6,
    auth: 3,
    data: 2,
  })
})

const CASES = new URL('../../../../shared/vectors/cases.json', import.meta.url)

describe.runIf(existsSync(CASES))('the shared list of cases', () => {
  test('has no row of these groups that the table lacks', () => {
    const ids = (JSON.parse(readFileSync(CASES, 'utf8')) as { id: string }[]).map(({ id }) => id)
    const ours = ids.filter(
      (id) => OTHERS.has(id) || (/^(?:rpid|ror|quirk|opt)-/.test(id) && !ELSEWHERE.has(id)),
    )
    expect(ours.length).toBeGreaterThan(60)
    expect(new Set(ours)).toEqual(covered)
  })
})
