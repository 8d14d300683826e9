import { describe, expect, test } from 'vitest'
import { wellKnownFetch } from './fetch-well-known.ts'

const ASKED = {
  url: 'https://perch.example/.well-known/webauthn',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  maxBytes: 100,
} as const

function answering(body: string, url: string = ASKED.url) {
  const given: (RequestInit | undefined)[] = []
  const fetch = wellKnownFetch(async (_, init) => {
    given.push(init)
    const response = new Response(body, { headers: { 'content-type': 'application/json' } })
    return Object.defineProperty(response, 'url', { value: url })
  })
  return { fetch, given }
}

describe('[C9] asking a site for its related origins', () => {
  test('goes without cookies and referrer, and once for a page', async () => {
    const { fetch, given } = answering('{}')
    const answer = { status: 200, contentType: 'application/json', body: '{}' }
    expect(await Promise.all([fetch(ASKED), fetch(ASKED)])).toEqual([answer, answer])
    expect(given).toMatchObject([{ credentials: 'omit', referrerPolicy: 'no-referrer' }])
  })

  test('an answer that is too long, or came from no https address, is none', async () => {
    expect((await answering('é'.repeat(50)).fetch(ASKED)).body).toBe('é'.repeat(50))
    await expect(answering('é'.repeat(51)).fetch(ASKED)).rejects.toThrow('too long')
    await expect(answering('{}', 'http://perch.example/').fetch(ASKED)).rejects.toThrow('https')
  })
})
