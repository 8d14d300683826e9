import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { eventFixtures, methodFixtures } from '../cases/fixtures.ts'
import { EVENTS, isShellEvent } from '../contract/events.ts'
import { isMethod, METHODS } from '../contract/methods.ts'
import { ChannelError } from '../error.ts'
import { parseFromShell, parseQuestion } from './messages.ts'
import { encodeMessage, MOST_MESSAGE_BYTES, parseMessage } from './text.ts'

const isOwnError = (error: unknown): boolean => error instanceof ChannelError
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const samplesOf = (messages: readonly object[]): Uint8Array[] =>
  messages.map((message) => new TextEncoder().encode(JSON.stringify(message)))

describe('the text of a message', () => {
  test('is refused above 256 kB, counted as UTF-8, on both ways', () => {
    for (const unit of ['a', 'ä', '€', '😀']) {
      const size = new TextEncoder().encode(unit).length
      const fits = unit.repeat(Math.floor((MOST_MESSAGE_BYTES - 8) / size))
      expect(parseMessage(encodeMessage({ a: fits }))).toEqual({ a: fits })
      const over = unit.repeat(Math.ceil(MOST_MESSAGE_BYTES / size))
      expect(() => encodeMessage({ a: over })).toThrow('more than one message')
      expect(() => parseMessage(JSON.stringify({ a: over }))).toThrow('too large')
    }
  })

  test('is refused when nested deeper than twelve, and brackets in texts are no nesting', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
    expect(() => parseMessage(nested(12))).not.toThrow()
    expect(() => parseMessage(nested(13))).toThrow('too deeply')
    expect(() => parseMessage('['.repeat(100_000))).toThrow('too deeply')
    expect(parseMessage(JSON.stringify(['[{"\\'.repeat(50)]))).toEqual(['[{"\\'.repeat(50)])
  })

  test.each([undefined, null, 1, {}, [], new Uint8Array(2)])('has to be a text: %o', (data) => {
    expect(() => parseMessage(data)).toThrow('has to be text')
  })
})

describe('what goes over', () => {
  test.each([
    { v: 2, id: 1, method: 'app.info', params: {} },
    { v: 1, id: 0, method: 'app.info', params: {} },
    { v: 1, id: 1.5, method: 'app.info', params: {} },
    { v: 1, id: 1, params: {} },
    [],
    null,
  ])('a question of another form is refused: %j', (value) => {
    expect(() => parseQuestion(JSON.stringify(value))).toThrow(ChannelError)
  })

  test('an error code that is not known reads as internal', () => {
    const answer = { v: 1, id: 1, ok: false, error: { code: 'newer', message: 'New.' } }
    expect(parseFromShell(JSON.stringify(answer))).toMatchObject({ error: { code: 'internal' } })
  })

  test('questions: any text gives a question or a declared error', () => {
    const outcome = fuzzParser({
      name: 'question',
      samples: samplesOf(
        methodFixtures().flatMap(({ exchanges }) => exchanges.map(({ request }) => request)),
      ),
      parse(bytes) {
        const { method, params } = parseQuestion(textOf(bytes))
        return isMethod(method) ? METHODS[method].params(params, 'params') : undefined
      },
      isOwnError,
      runs: fuzzRuns(),
    })
    expect(Math.min(outcome.accepted, outcome.refused)).toBeGreaterThan(0)
  })

  test('answers: any text gives an answer or a declared error', () => {
    for (const { method, exchanges, errors } of methodFixtures()) {
      const outcome = fuzzParser({
        name: method,
        samples: samplesOf([...exchanges.map(({ answer }) => answer), ...errors]),
        parse(bytes) {
          const message = parseFromShell(textOf(bytes))
          return message.kind === 'answer' ? METHODS[method].result(message.result, 'result') : 0
        },
        isOwnError,
        runs: fuzzRuns() / 10,
      })
      expect(Math.min(outcome.accepted, outcome.refused)).toBeGreaterThan(0)
    }
  })

  test('events: any text gives an event or a declared error', () => {
    const outcome = fuzzParser({
      name: 'event',
      samples: samplesOf(eventFixtures().flatMap(({ messages }) => messages)),
      parse(bytes) {
        const message = parseFromShell(textOf(bytes))
        if (message.kind !== 'event' || !isShellEvent(message.event)) return undefined
        return EVENTS[message.event](message.params, 'params')
      },
      isOwnError,
      runs: fuzzRuns(),
    })
    expect(Math.min(outcome.accepted, outcome.refused)).toBeGreaterThan(0)
  })
})
