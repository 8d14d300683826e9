import MiniSearch from 'minisearch'
import { type HelpPage, plainText, type Section } from './sections.ts'

/** A section that fits a question. */
export interface Found {
  readonly page: HelpPage
  readonly heading: string
  readonly anchor: string
  readonly blocks: readonly string[]
}

/** The sections that fit a question, the best first; those of the page it was put at come forward. */
export type Search = (question: string, at?: string) => readonly Found[]

interface Row extends Found {
  readonly id: number
  readonly title: string
  readonly text: string
}

const MOST = 4
/** What a section needs of the best one's score to be told as well. */
const NEAR = 0.45
/** Words that say nothing of what is asked. */
const SMALL = new Set(
  'a about after all an and any are as at be been but by can cannot could do does for from get got had has have how i if in into is it its just keyward me my no not of on one or our should so some than that the their them then there these they this to up us was we what when where which who why will with would you your'.split(
    ' ',
  ),
)

/** Makes an index of the pages: each section of a page is found on its own. */
export function indexHelp(pages: readonly HelpPage[]): Search {
  const rows = pages
    .flatMap((page) => page.sections.map((section) => [page, section] as const))
    .filter(([, { blocks }]) => blocks.length > 0)
    .map(rowOf)
  const index = new MiniSearch<Row>({
    fields: ['heading', 'title', 'text'],
    processTerm,
    searchOptions: {
      boost: { heading: 3, title: 2 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  })
  index.addAll(rows)
  return (question, at) => {
    const asked = new Set(wordsOf(question))
    const found = index
      .search(question, {
        boostDocument: (id) => (rows[id as number]?.page.name === at ? 1.5 : 1),
      })
      // A section that has less than half of what was asked for answers something else.
      .filter(({ queryTerms }) => new Set(queryTerms).size * 2 >= asked.size)
    const least = (found[0]?.score ?? 0) * NEAR
    return found
      .filter(({ score }) => score >= least)
      .slice(0, MOST)
      .flatMap(({ id }) => rows[id as number] ?? [])
  }
}

function rowOf([page, section]: readonly [HelpPage, Section], id: number): Row {
  const { heading, anchor, blocks } = section
  return {
    id,
    page,
    heading,
    anchor,
    blocks,
    title: page.title,
    text: plainText(blocks.join('\n')),
  }
}

function wordsOf(question: string): string[] {
  return question
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (word === '' ? [] : (processTerm(word) ?? [])))
}

function processTerm(word: string): string | null {
  const term = word.toLowerCase()
  return SMALL.has(term) || term === '' ? null : term
}
