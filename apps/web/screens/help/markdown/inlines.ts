import { type Inline, textOf } from './page.ts'
import { findToken, type TokenNode } from './tree.ts'

/** What becomes plain text, by the token that holds it. Raw HTML is shown as it is written. */
const PLAIN: ReadonlySet<string> = new Set([
  'data',
  'characterEscapeValue',
  'characterReference',
  'htmlTextData',
  'autolinkProtocol',
  'autolinkEmail',
])

/** What may hold text further in, and says nothing itself. */
const THROUGH: ReadonlySet<string> = new Set([
  'atxHeadingText',
  'setextHeadingText',
  'characterEscape',
  'htmlText',
  'autolink',
  'labelText',
  'strongText',
  'emphasisText',
  'content',
])

/** The parts of a line, from the tokens inside a paragraph or a heading. */
export function inlinesOf(nodes: readonly TokenNode[]): readonly Inline[] {
  return nodes.flatMap((node) => inlineOf(node))
}

function inlineOf({ type, text, children }: TokenNode): readonly Inline[] {
  if (PLAIN.has(type)) return [{ kind: 'text', text }]
  if (THROUGH.has(type)) return inlinesOf(children)
  if (type === 'lineEnding' || type === 'hardBreakTrailing') return [{ kind: 'text', text: ' ' }]
  if (type === 'strong' || type === 'emphasis')
    return [{ kind: type, children: inlinesOf(children) }]
  if (type === 'codeText')
    return [{ kind: 'code', text: findToken(children, 'codeTextData')?.text ?? '' }]
  if (type === 'link') return [linkOf(children)]
  if (type === 'image') return [imageOf(children)]
  return []
}

function linkOf(children: readonly TokenNode[]): Inline {
  return { kind: 'link', href: destinationOf(children), children: labelOf(children) }
}

function imageOf(children: readonly TokenNode[]): Inline {
  return { kind: 'image', source: destinationOf(children), text: textOf(labelOf(children)) }
}

function labelOf(children: readonly TokenNode[]): readonly Inline[] {
  const label = findToken(children, 'labelText')
  return label === undefined ? [] : inlinesOf(label.children)
}

function destinationOf(children: readonly TokenNode[]): string {
  return findToken(children, 'resourceDestinationString')?.text ?? ''
}
