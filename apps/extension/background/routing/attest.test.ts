import { describe, expect, test } from 'vitest'
import { callerOf, type Frame, type Sender } from './attest.ts'

const FACTS = { isEmbedded: false, isAllowed: true, isActive: false }
const origin = 'https://perch.test'
const tab = { url: 'https://perch.test/sign-in', title: 'Perch' }
const framed = (...urls: readonly string[]): Frame[] =>
  urls.map((url, frameId) => ({ frameId, parentFrameId: frameId - 1, url }))
const inner = (frames: readonly Frame[], sender: Partial<Sender> = {}, facts = FACTS) =>
  callerOf({ origin, frameId: frames.length - 1, tab, ...sender }, frames, facts)

describe('[C42] who asks', () => {
  test('is the origin that the browser attests, named by its tab', () => {
    expect(inner(framed(tab.url))).toEqual({ origin, siteName: 'Perch' })
    expect(inner(framed(tab.url), { tab: { title: 'x'.repeat(999) } })?.siteName).toHaveLength(256)
  })

  test.each([undefined, 'null'])('is nobody when the browser attests %s', (attested) => {
    expect(inner(framed(tab.url), { origin: attested })).toBe(undefined)
  })

  test('is embedded when any ancestor has another origin', () => {
    const top = { url: 'https://news.test/' }
    const embedding = {
      allowedByPolicy: true,
      userActivation: false,
      topOrigin: 'https://news.test',
    }
    expect(inner(framed('https://news.test/', origin), { tab: top })).toEqual({ origin, embedding })
    expect(inner(framed(tab.url, 'https://news.test/', origin))?.embedding).toMatchObject({
      topOrigin: origin,
    })
  })

  test('is not embedded among frames of its own, also those without an address', () => {
    expect(inner(framed(tab.url, 'about:srcdoc', 'about:blank', origin))?.embedding).toBe(undefined)
  })

  test('is embedded when the frame itself says so, and never the less when it does not', () => {
    const facts = { ...FACTS, isEmbedded: true }
    expect(inner(framed(tab.url, 'about:srcdoc'), {}, facts)?.embedding).toBeDefined()
    expect(inner(framed(tab.url), {}, facts)?.embedding).toBe(undefined)
  })

  test('comes to an end with any list of frames', () => {
    const loop = [
      { frameId: 1, parentFrameId: 2, url: origin },
      { frameId: 2, parentFrameId: 1, url: origin },
    ]
    expect(callerOf({ origin, frameId: 1, tab }, loop, FACTS)?.origin).toBe(origin)
    expect(callerOf({ origin, frameId: 7, tab }, [], FACTS)?.origin).toBe(origin)
  })
})
