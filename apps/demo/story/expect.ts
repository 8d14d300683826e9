import { isDeepStrictEqual } from 'node:util'
import { KeyholderError } from '@keyward/keyholder/error'
import { DemoError, sentenceOf } from '../error.ts'

/** Stops the story when something is not as it has to be. @throws {DemoError} `demo.expected` */
export function expectThat(holds: boolean, what: string): asserts holds {
  if (!holds) throw new DemoError('demo.expected', `Expected that ${what}, and it is not so.`)
}

/** The same for a value that tells more. @throws {DemoError} `demo.expected`, with both values */
export function expectSame(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return
  throw new DemoError(
    'demo.expected',
    `Expected ${what} to be ${shown(expected)}, and found ${shown(found)}.`,
  )
}

/** The same for work that the keyholder has to refuse by a rule. @throws {DemoError} `demo.expected` */
export async function expectRefused(
  what: string,
  rule: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const refusal = await work().then(
    () => undefined,
    (error: unknown) => error,
  )
  if (refusal instanceof KeyholderError && refusal.rule === rule) return
  const found = refusal === undefined ? 'it was done' : sentenceOf(refusal)
  throw new DemoError('demo.expected', `Expected ${what} to be refused by ${rule}: ${found}`)
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
