import { expect, vi } from 'vitest'

/** Stands in for vitest within a page: the same `expect` and `vi`, and a runner that is just large enough. */
export { expect, vi }

type Body = (...given: never[]) => unknown

interface Case {
  readonly name: string
  readonly run: () => Promise<void>
}

interface Group {
  readonly name: string
  readonly before: Body[]
  readonly after: Body[]
}

const cases: Case[] = []
const groups: Group[] = []

export function describe(name: string, body: () => void): void {
  groups.push({ name, before: [], after: [] })
  body()
  groups.pop()
}

export function beforeEach(body: Body): void {
  groups.at(-1)?.before.push(body)
}

export function afterEach(body: Body): void {
  groups.at(-1)?.after.push(body)
}

export function test(name: string, body: Body): void {
  const around = [...groups]
  const run = async (): Promise<void> => {
    for (const { before } of around) for (const each of before) await each()
    try {
      await body()
    } finally {
      for (const { after } of around.toReversed()) for (const each of after) await each()
    }
  }
  cases.push({ name: [...around.map((group) => group.name), name].join(' '), run })
}

test.each = (rows: readonly (readonly unknown[])[]) => (name: string, body: Body) => {
  for (const row of rows) test(name.replace('%s', String(row[0])), () => body(...(row as never[])))
}

/** Runs every test that was declared, one after the other. @returns the names, each with what failed */
export async function runAll(): Promise<readonly { name: string; failure: string | null }[]> {
  const results: { name: string; failure: string | null }[] = []
  for (const { name, run } of cases) {
    const failure = await run().then(
      () => null,
      (error: unknown) => String(error),
    )
    results.push({ name, failure })
  }
  return results
}
