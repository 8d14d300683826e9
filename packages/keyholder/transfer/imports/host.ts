/**
 * The host of a web address, in lower case and without the dot at its end; also of one without a
 * scheme, as people write them. Undefined for everything else. Never throws.
 */
export function hostOf(address: string): string | undefined {
  const text = address.trim()
  // The likes of "user@host" and "mailto:" would be read as something else than they are.
  if (text === '' || text.length > 4096 || /[\s@\\]/.test(text)) return undefined
  const url = URL.parse(text.includes('://') ? text : `https://${text}`)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined
  const host = url.hostname.replace(/\.$/, '')
  return host.split('.').includes('') ? undefined : host
}
