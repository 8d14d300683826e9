/**
 * What the RP ID rules must know of the public suffix list. Hosts are domains in ASCII lower case,
 * checked before; IP addresses are never asked for.
 */
export interface PublicSuffixes {
  /** The host's public suffix, by the default rule `*` its last label; null when it has none. */
  publicSuffix(host: string): string | null
  /** The public suffix and one label before it; null when the host is itself a public suffix. */
  registrableDomain(host: string): string | null
}
