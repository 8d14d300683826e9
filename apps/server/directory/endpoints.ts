import { PasskeyEndpoints } from '@keyward/protocol'
import type { FetchPublic } from './fetch-public.ts'

const LIMITS = { bytes: 65_536, time: 3000 } as const
const DAY = 24 * 3_600_000
/** A site that did not answer may have been away for a while. */
const HOUR = 3_600_000
/** Sites that are remembered. */
const MOST = 2000
/** Sites that are asked at one time. */
const AT_ONCE = 8

const field = PasskeyEndpoints.shape.manage

/**
 * What sites say of themselves at `/.well-known/passkey-endpoints`, asked once a day. A site that is
 * asked learns that somebody of this server is interested in it, and not who.
 */
export class Endpoints {
  readonly #fetch: FetchPublic
  readonly #clock: () => number
  readonly #kept = new Map<string, Promise<PasskeyEndpoints>>()
  readonly #until = new Map<string, number>()
  #asking = 0

  constructor(fetch: FetchPublic, clock: () => number) {
    this.#fetch = fetch
    this.#clock = clock
  }

  /** Never throws: a site that does not answer is one that says nothing. */
  of(rpId: string): Promise<PasskeyEndpoints> {
    const now = this.#clock()
    const kept = this.#kept.get(rpId)
    if (kept !== undefined && (this.#until.get(rpId) ?? 0) > now) return kept
    if (this.#asking >= AT_ONCE) return Promise.resolve(saying(undefined, now, 0))
    const asked = this.#ask(rpId, now)
    this.#keep(rpId, asked, now + LIMITS.time)
    void asked.then(({ holdsFor }) => this.#keep(rpId, asked, now + holdsFor))
    return asked
  }

  async #ask(rpId: string, now: number): Promise<PasskeyEndpoints> {
    this.#asking += 1
    try {
      const url = `https://${rpId}/.well-known/passkey-endpoints`
      const found = parseEndpoints(await this.#fetch(url, LIMITS), rpId)
      return saying(found, now, found === undefined ? HOUR : DAY)
    } finally {
      this.#asking -= 1
    }
  }

  #keep(rpId: string, asked: Promise<PasskeyEndpoints>, until: number): void {
    this.#kept.delete(rpId)
    this.#kept.set(rpId, asked)
    this.#until.set(rpId, until)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size <= MOST || oldest === undefined) return
    this.#kept.delete(oldest)
    this.#until.delete(oldest)
  }
}

type Found = Pick<PasskeyEndpoints, 'enroll' | 'manage'>

/**
 * The file of a site. Addresses that do not belong to the site's own domain are left out, so that no
 * site sends people elsewhere.
 */
export function parseEndpoints(text: string | undefined, rpId: string): Found | undefined {
  if (text === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { enroll, manage } = value as { enroll?: unknown; manage?: unknown }
  return { enroll: addressAt(enroll, rpId), manage: addressAt(manage, rpId) }
}

function addressAt(value: unknown, rpId: string): string | null {
  const { data } = field.safeParse(value)
  if (typeof data !== 'string' || !URL.canParse(data)) return null
  const { hostname, username, password } = new URL(data)
  const isTheirs = hostname === rpId || hostname.endsWith(`.${rpId}`)
  return isTheirs && username === '' && password === '' ? data : null
}

function saying(found: Found | undefined, askedAt: number, holdsFor: number): PasskeyEndpoints {
  const { enroll = null, manage = null } = found ?? {}
  return { isKnown: found !== undefined, enroll, manage, askedAt, holdsFor }
}
