import { getDomain, getPublicSuffix } from 'tldts'
import type { PublicSuffixes } from './suffixes.ts'

/** Hosts were checked before, so that nothing is extracted, trimmed or checked a second time. */
const OPTIONS = {
  allowPrivateDomains: true,
  detectIp: false,
  extractHostname: false,
  mixedInputs: false,
  validateHostname: false,
}

/**
 * The public suffix list with its private part: `github.io` is a suffix as `co.uk` is, since the
 * names below either belong to people who do not trust each other.
 */
export const publicSuffixes: PublicSuffixes = {
  publicSuffix: (host) => getPublicSuffix(host, OPTIONS),
  registrableDomain: (host) => getDomain(host, OPTIONS),
}
