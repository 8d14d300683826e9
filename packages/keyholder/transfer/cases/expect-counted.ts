import { expect } from 'vitest'
import type { ImportResult } from '../imports/imported.ts'

/** Every row is in exactly one account, or left out with exactly one notice. */
export function expectCounted({ rows, accounts, notices }: ImportResult): void {
  const kept = accounts.flatMap((account) => account.rows)
  const left = notices.filter(({ effect }) => effect === 'left-out').map(({ row }) => row)
  expect([...kept, ...left].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: rows }, (_, i) => i),
  )
  for (const { row } of notices) expect(row < rows).toBe(true)
}
