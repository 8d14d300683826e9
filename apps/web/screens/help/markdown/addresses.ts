import { paths } from '../../../app/paths.ts'

const PAGE = /^(?:\/help\/)?([a-z0-9-]+)\.md(#[\p{L}\p{N}-]*)?$/u
const PICTURE = /^images\/([a-z0-9-]+\.(?:png|webp))$/

/** Where a link of the help leads: to another page, or out by https; undefined for anything else. */
export function addressOf(
  href: string,
): { readonly href: string; readonly isExternal: boolean } | undefined {
  const [, page, anchor = ''] = PAGE.exec(href) ?? []
  if (page !== undefined) return { href: paths.help(page) + anchor, isExternal: false }
  return href.startsWith('https://') ? { href, isExternal: true } : undefined
}

/** Where a picture of the help is; undefined for anything but one of its own. */
export function pictureAt(source: string): string | undefined {
  const name = PICTURE.exec(source)?.[1]
  return name === undefined ? undefined : `/help/images/${name}`
}
