import { type Devtools, devtoolsOf, framesAt, isAllowedIn, originIn } from './devtools.ts'
import type { BindingSource, BrowserContextLike, FrameLike } from './structure.ts'

/** Where a request comes from, as the browser itself says it. */
export interface Attested {
  /** ASCII serialisation. */
  readonly origin: string
  /** Present where a frame above is of another origin. */
  readonly embedding?: {
    readonly topOrigin: string
    readonly allowedByPolicy: boolean
    /** Signing in takes none. */
    readonly userActivation: boolean
  }
}

interface Facts {
  readonly origin: string
  readonly isAllowed: boolean
}

/** A page may change its address while it is asked about; more often than this it is refused. */
const MOST_TRIES = 3

/**
 * Asks the browser where the frame is that called. Nothing that the page says or does to its own
 * objects matters. Undefined where there is no such answer: a document without an address of its
 * own, an opaque origin, a frame that has gone to another origin since it called.
 *
 * @throws whatever Playwright throws; always in browsers other than Chromium
 */
export async function attest(
  context: BrowserContextLike,
  source: BindingSource,
): Promise<Attested | undefined> {
  // Read before anything is waited for: events come in order, so these are the origins that called.
  const links = chainOf(source.frame).map((frame) => ({
    source: { ...source, frame },
    expected: originOfUrl(frame.url()),
  }))
  const facts: Facts[] = []
  for (const { source: asked, expected } of links) {
    const found = expected === undefined ? undefined : await factsOf(context, asked, expected)
    if (found === undefined) return undefined
    facts.push(found)
  }
  const [own] = facts
  const top = facts.at(-1)
  if (own === undefined || top === undefined) return undefined
  const { origin, isAllowed } = own
  if (facts.every((one) => one.origin === origin)) return isAllowed ? { origin } : undefined
  const embedding = { topOrigin: top.origin, allowedByPolicy: isAllowed, userActivation: false }
  return { origin, embedding }
}

/** The frame, its parent, and so on up to the page. */
function chainOf(frame: FrameLike): FrameLike[] {
  const parent = frame.parentFrame()
  return parent === null ? [frame] : [frame, ...chainOf(parent)]
}

async function factsOf(
  context: BrowserContextLike,
  source: BindingSource,
  expected: string,
): Promise<Facts | undefined> {
  const devtools = await devtoolsOf(context, source)
  try {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const url = source.frame.url()
      if (originOfUrl(url) !== expected) return undefined
      const found = await factsAt(devtools, url, expected)
      if (source.frame.url() === url) return found
    }
    return undefined
  } finally {
    await devtools.detach()
  }
}

/**
 * What is true of every document of this URL in the frame's process. Playwright does not say which
 * of them the frame is: where their origins differ, there is no answer.
 */
async function factsAt(
  devtools: Devtools,
  url: string,
  expected: string,
): Promise<Facts | undefined> {
  const ids = await framesAt(devtools, url)
  const origins = await Promise.all(ids.map((id) => originIn(devtools, id)))
  const allowed = await Promise.all(ids.map((id) => isAllowedIn(devtools, id)))
  const isMeant = ids.length > 0 && origins.every((origin) => origin === expected)
  return isMeant ? { origin: expected, isAllowed: allowed.every(Boolean) } : undefined
}

/** Other schemes have no origin of their own, or none that signs in. */
function originOfUrl(url: string): string | undefined {
  const parsed = URL.parse(url)
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? parsed.origin : undefined
}
