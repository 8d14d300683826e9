import { inlinesOf } from './inlines.ts'
import { type Block, textOf } from './page.ts'
import { readTree, type TokenNode } from './tree.ts'

/** What only holds blocks. */
const THROUGH: ReadonlySet<string> = new Set(['content', 'chunkFlow', 'flow', 'document'])

/** Reads a page of the help. Takes any text; what the help has no use for is left out. */
export function readPage(markdown: string): readonly Block[] {
  return withAnchors(blocksOf(readTree(markdown)))
}

function blocksOf(nodes: readonly TokenNode[]): readonly Block[] {
  return nodes.flatMap((node) => blockOf(node))
}

function blockOf(node: TokenNode): readonly Block[] {
  const { type, children } = node
  if (THROUGH.has(type)) return blocksOf(children)
  if (type === 'paragraph') return [{ kind: 'paragraph', children: inlinesOf(children) }]
  if (type === 'atxHeading') return [headingOf(node)]
  if (type === 'listOrdered' || type === 'listUnordered')
    return [{ kind: 'list', isOrdered: type === 'listOrdered', items: itemsOf(children) }]
  if (type === 'blockQuote') return [{ kind: 'quote', children: blocksOf(children) }]
  if (type === 'codeFenced' || type === 'codeIndented')
    return [{ kind: 'code', text: linesOf(children) }]
  return []
}

function headingOf({ children }: TokenNode): Block {
  const marks = children.find(({ type }) => type === 'atxHeadingSequence')?.text ?? '#'
  return { kind: 'heading', level: marks.length, anchor: '', children: inlinesOf(children) }
}

/** Each prefix begins another item. */
function itemsOf(nodes: readonly TokenNode[]): readonly (readonly Block[])[] {
  const items: TokenNode[][] = []
  for (const node of nodes) {
    if (node.type === 'listItemPrefix') items.push([])
    else items.at(-1)?.push(node)
  }
  return items.map(blocksOf)
}

function linesOf(nodes: readonly TokenNode[]): string {
  return nodes
    .filter(({ type }) => type === 'codeFlowValue')
    .map(({ text }) => text)
    .join('\n')
}

/** Headings by what they say, told apart by a number, as the server does in its links. */
function withAnchors(blocks: readonly Block[]): readonly Block[] {
  const seen = new Map<string, number>()
  return blocks.map((block) => {
    if (block.kind !== 'heading' || block.level === 1) return block
    const name = anchorOf(textOf(block.children))
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    return { ...block, anchor: times === 0 ? name : `${name}-${times}` }
  })
}

function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(/\s/g, '-')
}
