import { prompt as text } from '../../messages/en/provider-browser.ts'
import { useSheet } from '../use-sheet.ts'

/** Which page asks, where the address alone does not say it. */
export function AskedFrom() {
  const { about } = useSheet()
  if (about.from === undefined) return null
  const { host, top } = about.from
  const words =
    top === ''
      ? text.from(host)
      : host === about.address
        ? text.inside(top)
        : text.fromInside(host, top)
  return <p className="mt-2 text-note break-words text-soft">{words}</p>
}
