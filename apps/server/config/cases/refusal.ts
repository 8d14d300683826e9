import { expect } from 'vitest'
import { OperatorError, type OperatorRule } from '../error.ts'

/** The message with which something is refused by that rule: whole sentences without a stack. */
export async function expectRefusal(task: () => unknown, rule: OperatorRule): Promise<string> {
  let error: unknown
  try {
    await task()
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(OperatorError)
  const { message, rule: actual } = error as OperatorError
  expect(actual).toBe(rule)
  expect(message).toMatch(/^\p{L}[^]*[.)]$/u)
  return message
}
