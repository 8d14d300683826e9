/**
 * Host names in their ASCII form, as an origin or an RP ID writes them. Nothing is repaired here:
 * a host that is not already in the form that a URL parser yields is refused.
 */

const MAX_HOST_LENGTH = 253
const MAX_LABEL_LENGTH = 63

/** Printable ASCII without WHATWG's forbidden domain code points and without upper case. */
const DOMAIN_CHARACTERS = /^[!"$&'()*+,\-.0-9;=_`a-z{}~]*$/

/** What nearly every host is, told with one look: nothing else has to be asked then. */
const PLAIN_DOMAIN = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/

const NON_ASCII = /[^\0-\x7f]/

/**
 * Says what is wrong with a host name, or null when it is a well-formed domain in ASCII lower case.
 * IPv4 addresses pass: they are told apart by `endsInNumber`. IPv6 addresses never reach this.
 */
export function hostFault(host: string): string | null {
  if (PLAIN_DOMAIN.test(host)) return null
  if (host === '') return 'the host is empty'
  if (NON_ASCII.test(host)) return 'the host is not ASCII: give its A-label (punycode, xn--) form'
  if (/[A-Z]/.test(host)) return 'the host has upper-case letters: write it in lower case'
  if (/\s/.test(host)) return 'the host holds white space: remove it'
  if (!DOMAIN_CHARACTERS.test(host)) return 'the host holds a character that no domain can hold'
  if (host.endsWith('.')) return 'the host ends with a dot: leave the trailing dot out'
  if (host.length > MAX_HOST_LENGTH) return `the host is longer than ${MAX_HOST_LENGTH} characters`
  for (const label of host.split('.')) {
    if (label === '') return 'the host has an empty label: remove the extra dot'
    if (label.length > MAX_LABEL_LENGTH) {
      return `a label of the host is longer than ${MAX_LABEL_LENGTH} characters`
    }
  }
  return null
}

/** Whether any character lies outside ASCII. */
export function isNonAscii(text: string): boolean {
  return NON_ASCII.test(text)
}

/**
 * WHATWG URL, "ends in a number": a URL parser reads such a host as an IPv4 address or refuses it,
 * so that it is never a domain. `127.0.0.1`, `0x7f.1`, `2130706433` and `example.0x` all are.
 */
export function endsInNumber(host: string): boolean {
  const last = host.slice(host.lastIndexOf('.') + 1)
  return /^(?:[0-9]+|0[xX][0-9a-fA-F]*)$/.test(last)
}

/** `localhost` and every name below it (RFC 6761, section 6.3). */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}

/** Letters, digits, hyphens and underscores in labels, and no IP address: a domain without doubt. */
export function isPlainDomain(host: string): boolean {
  return PLAIN_DOMAIN.test(host) && !endsInNumber(host)
}
