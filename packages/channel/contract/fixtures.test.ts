import { describe, expect, test } from 'vitest'
import { eventFixtures, methodFixtures } from '../cases/fixtures.ts'
import { parseFromShell, parseQuestion } from '../wire/messages.ts'
import { EVENTS, isShellEvent } from './events.ts'
import { COMMON_CODES, METHODS } from './methods.ts'

describe('the messages that all shells share', () => {
  test('there is a file for every method and every event, and no other', () => {
    expect(methodFixtures().map(({ method }) => method)).toEqual(Object.keys(METHODS).toSorted())
    expect(eventFixtures().map(({ event }) => event)).toEqual(Object.keys(EVENTS).toSorted())
  })

  test.each(methodFixtures())(
    '$method: each question and answer is read without a loss',
    (fixture) => {
      const { params, result } = METHODS[fixture.method]
      for (const { request, answer } of fixture.exchanges) {
        const question = parseQuestion(JSON.stringify(request))
        expect(question.method).toBe(fixture.method)
        expect(params(question.params, 'params')).toEqual(request.params)
        const given = parseFromShell(JSON.stringify(answer))
        expect(given).toMatchObject({ kind: 'answer', id: request.id })
        expect(result(answer.result, 'result')).toEqual(answer.result)
      }
    },
  )

  test.each(methodFixtures())('$method: each error that it may have is shown', (fixture) => {
    const codes = [...METHODS[fixture.method].errors, ...COMMON_CODES]
    expect(fixture.errors.map(({ error }) => error.code)).toEqual(codes)
    for (const answer of fixture.errors) {
      const given = parseFromShell(JSON.stringify(answer))
      expect(given).toMatchObject({ kind: 'failure', error: { code: answer.error.code } })
    }
  })

  test.each(eventFixtures())(
    '$event: each message is read without a loss',
    ({ event, messages }) => {
      for (const message of messages) {
        expect(parseFromShell(JSON.stringify(message))).toMatchObject({ kind: 'event', event })
        if (!isShellEvent(event)) throw new Error(`${event} is unknown.`)
        expect(EVENTS[event](message.params, event)).toEqual(message.params)
      }
    },
  )
})
