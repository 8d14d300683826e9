import type { DirectoryApp } from '@keyward/protocol'
import type { AppDirectory } from './kept.ts'

/**
 * The apps in which each word of the query begins a word of the name or of a domain, those whose
 * name begins with it first; all for an empty query.
 */
export function searchDirectory(
  { apps }: Pick<AppDirectory, 'apps'>,
  query: string,
  limit: number,
): readonly DirectoryApp[] {
  const asked = wordsOf(query)
  const found = apps.filter((app) => {
    const words = [app.name, ...app.domains].flatMap(wordsOf)
    return asked.every((word) => words.some((each) => each.startsWith(word)))
  })
  const start = query.trim().toLowerCase()
  const [first, rest] = [true, false].map((isFirst) =>
    found.filter(({ name }) => name.toLowerCase().startsWith(start) === isFirst),
  )
  return [...(first ?? []), ...(rest ?? [])].slice(0, limit)
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
