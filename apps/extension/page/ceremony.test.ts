import { describe, expect, test } from 'vitest'
import { openPage, type PageOptions, type PageWorld } from './cases/page-world.ts'
import { ASSERTION } from './cases/responses.ts'

const OPTIONS = 'publicKey: { challenge: Uint8Array.of(1) }'
const ANSWER = { end: 'answer', response: JSON.stringify(ASSERTION) } as const
const LEFT = { end: 'browser' } as const
const FAILED = { end: 'failure', name: 'NotAllowedError', message: 'No.' } as const

/** Opens a page and lets it call; `end()` is what becomes of the call. */
async function openWith(call: string, options: PageOptions = {}) {
  const page = await openPage(options)
  page.run(`var end; (async () => ${call})().then(
    (value) => { end = value === null ? 'null' : typeof value === 'object' ? value.id : value },
    (error) => { end = error instanceof DOMException ? error.name : String(error) })`)
  return { page, end: () => page.run('end') as unknown }
}

async function settled(page: PageWorld): Promise<void> {
  for (let i = 0; i < 20 && page.run('end') === undefined; i += 1)
    await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a call that Keyward claims', () => {
  test.each(['first', 'last'] as const)(
    'is answered, the content script being %s',
    async (content) => {
      const { page, end } = await openWith(`navigator.credentials.get({ ${OPTIONS} })`, { content })
      await page.until(1)
      page.answer(1, ANSWER)
      await settled(page)
      expect(end()).toBe(ASSERTION.id)
      expect(page.natives).toEqual([])
    },
  )

  test('[C44] that fails rejects with a DOMException of the page, never gives null', async () => {
    const { page, end } = await openWith(`navigator.credentials.get({ ${OPTIONS} })`, {
      answer: () => FAILED,
    })
    await settled(page)
    expect(end()).toBe('NotAllowedError')
  })

  test('[C43] rejects with the reason of its signal as soon as that is aborted', async () => {
    const { page, end } = await openWith(
      `{ globalThis.stop = new AbortController(); return navigator.credentials.get({ ${OPTIONS}, signal: stop.signal }) }`.replace(
        '{',
        '(() => {',
      ) + ')()',
    )
    await page.until(1)
    page.run(`stop.abort('enough')`)
    await settled(page)
    expect(end()).toBe('enough')
    await page.until(2)
    expect(page.told[1]).toEqual({ id: 1, call: 'abort' })
    page.answer(1, ANSWER)
    expect(end()).toBe('enough')
  })

  test('is asked of the browser once more where its answer is there, and is its own if that fails', async () => {
    const native = { ...ANSWER, native: true }
    const taken = await openWith(`navigator.credentials.get({ ${OPTIONS} })`, {
      answer: () => native,
      native: () => 'genuine',
    })
    await settled(taken.page)
    expect(taken.end()).toBe('genuine')
    expect(taken.page.natives[0]?.options).toMatchObject({
      publicKey: { parsed: { challenge: 'AQ' } },
    })

    const failed = await openWith(`navigator.credentials.get({ ${OPTIONS} })`, {
      answer: () => native,
      native: () => Promise.reject(new DOMException('', 'NotAllowedError')),
    })
    await settled(failed.page)
    expect(failed.end()).toBe(ASSERTION.id)

    const refused = await openWith(`navigator.credentials.get({ ${OPTIONS} })`, {
      answer: () => native,
      native: () => Promise.reject(new DOMException('', 'SecurityError')),
    })
    await settled(refused.page)
    expect(refused.end()).toBe('SecurityError')
  })
})

/** Begins a request, aborts it, and counts the turns of microtasks until the page hears of it. */
const TURNS = `(async () => {
  const stop = new AbortController()
  let isOver = false
  navigator.credentials.get({ ${OPTIONS}, signal: stop.signal }).catch(() => (isOver = true))
  await new Promise((resolve) => setTimeout(resolve, 20))
  stop.abort()
  let turns = 0
  for (; !isOver && turns < 50; turns += 1) await null
  return turns
})()`

describe('[C31] a page can not tell who is at work', () => {
  const CASES = [
    ['Keyward', { answer: () => undefined }],
    ['the browser', { answer: () => LEFT, native: () => new Promise(() => {}) }],
  ] as const

  test.each(CASES)('by how soon an abort is heard: %s', async (_, options) => {
    const page = await openPage(options)
    expect(await page.run(TURNS)).toBe(1)
  })

  test.each(CASES)('by what becomes of a second request: %s', async (_, options) => {
    const { page, end } = await openWith(
      `{ void navigator.credentials.get({ ${OPTIONS}, signal: (globalThis.stop = new AbortController()).signal }).catch(() => 0)
        return navigator.credentials.create({ ${OPTIONS} }) }`.replace('{', '(() => {') + ')()',
      options,
    )
    await settled(page)
    expect(end()).toBe('OperationError')
    page.run('stop.abort()')
    await openAgain(page)
    expect(end()).toBe(undefined)
  })
})

/** Asks once more, and waits until that has come through. */
async function openAgain(page: PageWorld): Promise<void> {
  page.run(`end = undefined; navigator.credentials.get({ ${OPTIONS} }).then(
    () => { end = 'ended' }, (error) => { end = error.name })`)
  while (page.told.filter(({ call }) => call === 'get').length < 2)
    await new Promise((resolve) => setTimeout(resolve, 1))
}

describe('a call that is left to the browser', () => {
  test('[C48] gets the arguments that the page gave, and its signal', async () => {
    const { page, end } = await openWith(
      `navigator.credentials.get(globalThis.given = { ${OPTIONS}, signal: new AbortController().signal })`,
      { answer: () => LEFT },
    )
    await settled(page)
    expect(end()).toBe('native')
    expect(page.natives).toHaveLength(1)
    expect(page.natives[0]?.options).toBe(page.run('given'))
    expect(page.natives[0]?.self).toBe(page.run('navigator.credentials'))
  })

  test.each([
    ['no options', 'navigator.credentials.get()'],
    ['a password', 'navigator.credentials.get({ password: true })'],
    ['a password or a passkey', `navigator.credentials.get({ password: true, ${OPTIONS} })`],
    ['a digital credential', `navigator.credentials.get({ digital: {}, ${OPTIONS} })`],
    ['public key options that are null', 'navigator.credentials.get({ publicKey: null })'],
    ['silent mediation', `navigator.credentials.get({ mediation: 'silent', ${OPTIONS} })`],
    [
      'conditional creation',
      `navigator.credentials.create({ mediation: 'conditional', ${OPTIONS} })`,
    ],
    ['an aborted signal', `navigator.credentials.get({ signal: AbortSignal.abort(), ${OPTIONS} })`],
    ['a signal that is none', `navigator.credentials.get({ signal: {}, ${OPTIONS} })`],
    [
      'another container',
      `CredentialsContainer.prototype.get.call(new CredentialsContainer(), { ${OPTIONS} })`,
    ],
  ])('[C43] [C46] at once: %s', async (_, call) => {
    const { page, end } = await openWith(call, { answer: () => FAILED })
    await settled(page)
    expect(end()).toBe('native')
    expect(page.told).toEqual([])
  })

  test('[C46] mediation that is required or optional is claimed', async () => {
    for (const mediation of ['required', 'optional']) {
      const call = `navigator.credentials.get({ mediation: '${mediation}', ${OPTIONS} })`
      const { page, end } = await openWith(call, { answer: () => FAILED })
      await settled(page)
      expect(end()).toBe('NotAllowedError')
    }
  })

  test('everything, where there is no content script', async () => {
    const { page, end } = await openWith(`navigator.credentials.get({ ${OPTIONS} })`, {
      content: 'none',
    })
    await settled(page)
    expect(end()).toBe('native')
  })
})

describe('a conditional request', () => {
  const CONDITIONAL = `navigator.credentials.get({ mediation: 'conditional', ${OPTIONS}, signal: (globalThis.stop = new AbortController()).signal })`
  const waiting = ({ options }: { options: Record<string, unknown> }): Promise<unknown> => {
    const signal = options['signal'] as AbortSignal
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    )
  }

  test("[C45] goes to the browser too, and ours ends the browser's when it is chosen first", async () => {
    const { page, end } = await openWith(CONDITIONAL, { native: waiting })
    await page.until(1)
    expect(page.told[0]).toMatchObject({ call: 'conditional' })
    const options = page.natives[0]?.options ?? {}
    expect(options['mediation']).toBe('conditional')
    page.answer(1, ANSWER)
    await settled(page)
    expect(end()).toBe(ASSERTION.id)
    expect((options['signal'] as AbortSignal).aborted).toBe(true)
  })

  test("[C45] ends ours when the browser's is chosen first", async () => {
    const { page, end } = await openWith(CONDITIONAL, { native: () => Promise.resolve('browser') })
    await settled(page)
    expect(end()).toBe('browser')
    await page.until(2)
    expect(page.told[1]).toEqual({ id: 1, call: 'abort' })
  })

  test('[C43] ends both with the reason of the page', async () => {
    const { page, end } = await openWith(CONDITIONAL, { native: waiting })
    await page.until(1)
    page.run(`stop.abort('enough')`)
    await settled(page)
    expect(end()).toBe('enough')
    await page.until(2)
    expect(page.told[1]).toEqual({ id: 1, call: 'abort' })
  })

  test('stays ours where the browser makes no such requests, and fails as its own once ours is left', async () => {
    const native = () => Promise.reject(new DOMException('', 'NotSupportedError'))
    const { page, end } = await openWith(CONDITIONAL, { native })
    await page.until(1)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(end()).toBe(undefined)
    page.answer(1, LEFT)
    await settled(page)
    expect(end()).toBe('NotSupportedError')
  })

  test('waits for the browser alone once ours is left', async () => {
    let choose: (value: string) => void = () => undefined
    const native = () => new Promise((resolve) => (choose = resolve))
    const { page, end } = await openWith(CONDITIONAL, { native, answer: () => LEFT })
    await page.until(1)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(end()).toBe(undefined)
    choose('browser')
    await settled(page)
    expect(end()).toBe('browser')
  })
})
