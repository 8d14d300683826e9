/** The host that people mean by what they typed: a host name, or an address that has one. */
export function hostOf(typed: string): string | undefined {
  const text = typed.trim()
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
  const isHost = url !== null && url.hostname !== '' && url.username === '' && url.port === ''
  return isHost && url.pathname === '/' && url.search === '' ? url.hostname : undefined
}
