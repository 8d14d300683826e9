import { describe, expect, test } from 'vitest'
import { extension } from './en/extension.ts'
import { prompt } from './en/provider-browser.ts'
import { provider } from './en/provider.ts'
import { messages } from './messages.ts'

/** Texts that are left empty on purpose: nothing is said. */
const SILENT = new Set([
  'all.unlock.reasons.removed',
  'all.unlock.reasons.asked',
  'all.unlock.reasons.signed-out',
])

/** Every text with its place; functions are called with words and numbers that stand for anything. */
function textsOf(value: unknown, at: string): [at: string, text: string][] {
  if (typeof value === 'string') return [[at, value]]
  if (typeof value === 'function') {
    const made = [0, 1, 2, 'Perch'].flatMap((given) => called(value, given))
    // A function that gives no text for any of them is as good as an empty text.
    return (made.length === 0 ? [''] : made).map((text) => [at, text])
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => textsOf(part, `${at}.${name}`))
}

/** A function of words is asked for numbers too, which it need not take. */
function called(make: CallableFunction, given: unknown): string[] {
  try {
    const text: unknown = Reflect.apply(make, undefined, [given, given, given, given])
    return typeof text === 'string' ? [text] : []
  } catch (error) {
    if (error instanceof TypeError) return []
    throw error
  }
}

const all = [
  ...textsOf(messages, 'all'),
  ...textsOf(extension, 'extension'),
  ...textsOf(provider, 'provider'),
  ...textsOf(prompt, 'prompt'),
]

describe('the message catalogue', () => {
  test('has no empty text', () => {
    const empty = all.filter(([, text]) => text.trim() === '').map(([at]) => at)
    expect(empty.filter((at) => !SILENT.has(at))).toStrictEqual([])
    expect(all.length).toBeGreaterThan(200)
  })

  test('begs nobody, excuses nothing and shouts nowhere', () => {
    const wrong = all.filter(([, text]) => /\w!|\bplease\b|\boops\b|\bsorry\b/i.test(text))
    expect(wrong).toStrictEqual([])
  })

  test('uses none of the words that are for developers', () => {
    const word = /\b(credential|assertion|RP|vault|replica|keyset|payload|token)s?\b/
    expect(all.filter(([, text]) => word.test(text))).toStrictEqual([])
  })

  test('every failure says what happened and what to do', () => {
    for (const [rule, { title, text }] of Object.entries(messages.problems.byRule)) {
      expect(title, rule).toMatch(/[^.]$/)
      expect(text, rule).toMatch(/\.$/)
    }
  })
})
