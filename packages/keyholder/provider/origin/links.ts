import type { PublicSuffixes } from '@keyward/webauthn/client'
import type { AndroidCaller } from '../system/types.ts'
import { hostsOf, type LinksAnswer, namesApp } from './asset-links.ts'
import type { LinkedApp } from './known.ts'

/** For how long what an RP said counts without asking again, in milliseconds. */
const FRESH = 7 * 24 * 60 * 60 * 1000

/** What checking the links needs. */
export interface LinkPorts {
  readonly suffixes: PublicSuffixes
  readonly clock: () => number
  /** The links file of a host; undefined when it can't be reached. Never rejects. */
  readonly assetLinks: (host: string) => Promise<LinksAnswer | undefined>
}

export type LinkOutcome =
  | { readonly kind: 'linked'; readonly found: LinkedApp | undefined }
  | { readonly kind: 'not-linked' | 'links-unreachable' }

/**
 * Whether an RP names an app as its own. What it said lately is believed without the network; what
 * it said longer ago is asked again, and believed when nobody answers. `found` is what to keep.
 */
export async function checkLinks(
  { suffixes, clock, assetLinks }: LinkPorts,
  app: AndroidCaller,
  rpId: string,
  known: LinkedApp | undefined,
): Promise<LinkOutcome> {
  if (known !== undefined && Math.abs(clock() - known.at) < FRESH)
    return { kind: 'linked', found: undefined }
  let isAnswered = false
  for (const host of hostsOf(rpId, suffixes)) {
    const answer = await assetLinks(host)
    if (answer === undefined) continue
    // A server in trouble says nothing about the app.
    if (answer.status < 500) isAnswered ||= host === rpId
    if (answer.status !== 200 || answer.body === undefined) continue
    if (!namesApp(answer.body, app)) continue
    const [certificate = ''] = app.certificates
    const { packageName } = app
    return { kind: 'linked', found: { rpId, packageName, certificate, host, at: clock() } }
  }
  if (isAnswered) return { kind: 'not-linked' }
  return known === undefined ? { kind: 'links-unreachable' } : { kind: 'linked', found: undefined }
}
