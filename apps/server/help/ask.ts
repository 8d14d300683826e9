import type { Found, Search } from './search.ts'
import type { HelpPage } from './sections.ts'

/** Characters of one question. */
export const LONGEST_QUESTION = 300

const LONGEST_EXCERPT = 900

/**
 * What the help says to a question, as Markdown: the fitting excerpts, each with the heading that it
 * comes from; or that nothing fits, with the pages that there are. The question is not repeated.
 *
 * @param at the page it was put at, whose own sections come forward
 */
export function askHelp(
  pages: readonly HelpPage[],
  search: Search,
  question: string,
  at?: string,
): string {
  const found = search(question, at)
  if (found.length === 0) return nothing(pages)
  return `# From the help\n\n${found.map(excerpt).join('\n\n')}\n`
}

/** The pages that there are, as Markdown. */
export function listPages(pages: readonly HelpPage[]): string {
  return `# Help\n\n${links(pages)}\n\nA question is answered from these pages: add \`?ask=\` and the question to the address of any.\n`
}

function excerpt({ page, heading, anchor, blocks }: Found): string {
  const title = anchor === '' ? page.title : `${page.title}: ${heading}`
  const address = `/help/${page.name}.md${anchor === '' ? '' : `#${anchor}`}`
  return `## ${title}\n\n${beginning(blocks)}\n\nSource: [${title}](${address})`
}

/** As many whole paragraphs as fit, and always the first. */
function beginning(blocks: readonly string[]): string {
  let text = blocks[0] ?? ''
  for (const block of blocks.slice(1)) {
    if (text.length + block.length > LONGEST_EXCERPT) return `${text}\n\n…`
    text = `${text}\n\n${block}`
  }
  return text
}

function nothing(pages: readonly HelpPage[]): string {
  return `# Nothing in the help fits\n\nNo page has an answer to that. Fewer words may find more, or one of these pages:\n\n${links(pages)}\n\nFor anything else, ask whoever administers your workspace.\n`
}

function links(pages: readonly HelpPage[]): string {
  return pages.map(({ name, title }) => `- [${title}](/help/${name}.md)`).join('\n')
}
