import type { Page } from '../../frame/page.ts'

/** The recovery kit as it is shown once. */
export function kitText(
  page: Page,
  { words, code }: { readonly words: string; readonly code: string },
): string {
  const all = words.split(' ')
  const rows: string[] = []
  for (let at = 0; at < all.length; at += 6) rows.push(`  ${all.slice(at, at + 6).join(' ')}`)
  return [
    '',
    'Your recovery kit, shown once. Write it down and keep it where only you get at it:',
    '',
    ...rows,
    '',
    'The same as one code:',
    `  ${code}`,
  ]
    .map((line) => page.line(line))
    .join('')
}
