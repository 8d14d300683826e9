import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { CREATION, REQUEST } from '../../cases/ceremony.ts'
import { parseSystemMessage } from './message.ts'
import { OptionsError, readCreation, readRequest } from './options.ts'

const ASKING = { perch: 'system', v: 1, id: 'm1', kind: 'create', options: CREATION }

describe('messages of apps', () => {
  test('each kind is read', () => {
    expect(parseSystemMessage(ASKING)).toEqual({ id: 'm1', kind: 'create', options: CREATION })
    const cancel = { perch: 'system', v: 1, id: 'm1', kind: 'cancel' }
    expect(parseSystemMessage(cancel)).toEqual({ id: 'm1', kind: 'cancel' })
    const verified = { ...cancel, kind: 'verified', report: { at: 1 } }
    expect(parseSystemMessage(verified)).toEqual({ id: 'm1', kind: 'verified', report: { at: 1 } })
  })

  const circle: Record<string, unknown> = {}
  circle['self'] = circle

  test.each([
    ['nothing', null],
    ['a text', 'system'],
    ['a list', []],
    ['another word', { ...ASKING, perch: 'other' }],
    ['another version', { ...ASKING, v: 2 }],
    ['no name', { ...ASKING, id: '' }],
    ['a kind that there is not', { ...ASKING, kind: 'sign' }],
    ['options that are a list', { ...ASKING, options: [] }],
    ['options without an end', { ...ASKING, options: circle }],
    ['too much', { ...ASKING, options: { text: 'x'.repeat(200_000) } }],
  ])('%s is no message', (_, value) => {
    expect(parseSystemMessage(value)).toBeUndefined()
  })
})

describe('options', () => {
  const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

  /** What is no JSON never gets this far: it counts as a refusal. */
  function read(bytes: Uint8Array, reader: typeof readRequest): unknown {
    let value: unknown
    try {
      value = JSON.parse(new TextDecoder().decode(bytes))
    } catch (cause) {
      throw new OptionsError('This is no JSON.', { cause })
    }
    const message = parseSystemMessage({ ...ASKING, options: value })
    if (message?.kind !== 'create') throw new OptionsError('This is no message.')
    return reader(message.options)
  }

  test.each([
    ['a creation', CREATION, readCreation],
    ['a request', { ...REQUEST, extensions: { prf: { eval: { first: 'AQ' } } } }, readRequest],
  ] as const)('%s is read or refused, whatever comes', (name, sample, reader) => {
    const outcome = fuzzParser({
      name,
      samples: [bytesOf(sample)],
      parse: (bytes) => read(bytes, reader),
      isOwnError: (error) => error instanceof OptionsError,
      runs: fuzzRuns(),
    })
    expect(outcome.accepted).toBeGreaterThan(0)
    expect(outcome.refused).toBeGreaterThan(0)
  })

  test('prf inputs are handed on by credential; a wrong timeout counts as none', () => {
    const evalByCredential = { AQID: { first: 'AQ', second: 'Ag' } }
    const options = { ...REQUEST, timeout: 'soon', extensions: { prf: { evalByCredential } } }
    expect(readRequest(options)).toMatchObject({
      timeout: 300_000,
      prf: { evalByCredential: [{ credentialId: 'AQID', values: { first: 'AQ', second: 'Ag' } }] },
    })
  })
})
