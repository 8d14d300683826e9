const INVITATION = /^#\/join\/[\w-]+$/

/**
 * The invitation that the page was opened with. Its secret stands behind the `#`, which no server
 * sees; it is taken out of the address at once, so that it stays in no history.
 */
export function takeInvitation(page: {
  readonly location: Pick<Location, 'hash' | 'href' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState'>
}): string | undefined {
  const { hash, href, pathname, search } = page.location
  if (!INVITATION.test(hash)) return undefined
  page.history.replaceState(null, '', pathname + search)
  return href
}

let invitation: string | undefined

export function keepInvitation(link: string | undefined): void {
  invitation = link
}

/** The link that led here; undefined when there was none. */
export function givenInvitation(): string | undefined {
  return invitation
}
