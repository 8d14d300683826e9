import { describe, expect, test } from 'vitest'
import { ruleOfAsync } from './cases/rule-of.ts'
import { runConditional } from './conditional.ts'

function attempts(...outcomes: readonly (string | Error)[]) {
  let count = 0
  const attempt = async (): Promise<string> => {
    const outcome = outcomes[count]
    count += 1
    if (outcome === undefined) throw new Error('one attempt too many')
    if (outcome instanceof Error) throw outcome
    return outcome
  }
  return { attempt, count: () => count }
}

const never = (): boolean => false

describe('conditional requests', () => {
  test('a dismissed one is started again until there is an answer', async () => {
    const { attempt, count } = attempts('dismissed', 'dismissed', 'answer')
    expect(await runConditional(attempt, never)).toBe('answer')
    expect(count()).toBe(3)
  })

  test('an error of the attempt ends it', async () => {
    const { attempt, count } = attempts('dismissed', new RangeError('broken'), 'answer')
    await expect(runConditional(attempt, never)).rejects.toThrow('broken')
    expect(count()).toBe(2)
  })

  test('one that is aborted before it begins is not begun', async () => {
    const { attempt, count } = attempts('answer')
    expect(await ruleOfAsync(() => runConditional(attempt, () => true))).toBe('ceremony.aborted')
    expect(count()).toBe(0)
  })

  test.each(['dismissed', 'answer'])(
    'an abort wins over an attempt that ends with %s',
    async (end) => {
      const { attempt, count } = attempts('dismissed', end)
      const rule = await ruleOfAsync(() => runConditional(attempt, () => count() === 2))
      expect(rule).toBe('ceremony.aborted')
      expect(count()).toBe(2)
    },
  )
})
