/** One page of the help. */
export interface HelpPage {
  /** As in its address, such as `recovery`. */
  readonly name: string
  readonly title: string
  /** The whole file. */
  readonly markdown: string
  readonly sections: readonly Section[]
}

/** What stands under one heading, up to the next. */
export interface Section {
  readonly heading: string
  /** What a link to the heading ends with; empty for the top of the page. */
  readonly anchor: string
  /** Markdown, one entry for each paragraph or list; pictures are left out. */
  readonly blocks: readonly string[]
}

const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/
const PICTURE = /^!\[[^\]]*\]\([^)]*\)$/
const FENCE = /^(```|~~~)/

/** Reads a page. The first heading is its title; a page without one is called by its name. */
export function readPage(name: string, markdown: string): HelpPage {
  const anchors = new Map<string, number>()
  const sections: { heading: string; anchor: string; lines: string[] }[] = []
  let isCode = false
  for (const line of markdown.split(/\r?\n/)) {
    if (FENCE.test(line)) isCode = !isCode
    const heading = isCode ? undefined : HEADING.exec(line)?.[2]
    if (heading !== undefined) {
      const anchor = sections.length === 0 ? '' : distinct(anchors, anchorOf(heading))
      sections.push({ heading: plainText(heading), anchor, lines: [] })
    } else sections.at(-1)?.lines.push(line)
  }
  const title = sections[0]?.heading ?? name
  return {
    name,
    title,
    markdown,
    sections: sections.map(({ heading, anchor, lines }) => ({
      heading,
      anchor,
      blocks: blocksOf(lines),
    })),
  }
}

/** Markdown without its marks, for searching. */
export function plainText(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`#>|]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** As the usual renderers name headings: lower case, words joined by dashes. */
function anchorOf(heading: string): string {
  return plainText(heading)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-')
}

function distinct(seen: Map<string, number>, anchor: string): string {
  const times = seen.get(anchor) ?? 0
  seen.set(anchor, times + 1)
  return times === 0 ? anchor : `${anchor}-${times}`
}

function blocksOf(lines: readonly string[]): string[] {
  return lines
    .filter((line) => !PICTURE.test(line.trim()))
    .join('\n')
    .split(/\n\s*\n/)
    .map((block) => block.replaceAll(/^\n+|\s+$/g, ''))
    .filter((block) => block.trim() !== '')
}
