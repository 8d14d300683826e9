import { parse, postprocess, preprocess } from 'micromark'

/** A token of Markdown with those inside it. */
export interface TokenNode {
  readonly type: string
  /** What stands in the text for it. */
  readonly text: string
  readonly children: readonly TokenNode[]
}

interface Building extends TokenNode {
  text: string
  readonly children: Building[]
}

/** Reads Markdown (CommonMark) into a tree of tokens. Takes any text. */
export function readTree(markdown: string): readonly TokenNode[] {
  const chunks = preprocess()(markdown, 'utf8', true)
  const root: Building = { type: 'root', text: '', children: [] }
  const open: Building[] = [root]
  for (const [step, token, context] of postprocess(parse().document().write(chunks))) {
    if (step === 'enter') {
      const node: Building = { type: token.type, text: '', children: [] }
      open.at(-1)?.children.push(node)
      open.push(node)
      continue
    }
    const node = open.pop()
    if (node === undefined) break
    // The text of a container is that of its tokens: its own place may span what is not its own.
    const isLeaf = node.children.length === 0
    node.text = isLeaf ? leafText(token, context) : node.children.map(({ text }) => text).join('')
  }
  return root.children
}

type Event = ReturnType<typeof postprocess>[number]

/** What only holds others has no text, even where nothing is in it. */
const EMPTY: ReadonlySet<string> = new Set(['blockQuote', 'listOrdered', 'listUnordered'])

function leafText(token: Event[1], context: Event[2]): string {
  return EMPTY.has(token.type) ? '' : context.sliceSerialize(token)
}

/** The first token of this type inside, at any depth. */
export function findToken(nodes: readonly TokenNode[], type: string): TokenNode | undefined {
  for (const node of nodes) {
    const found = node.type === type ? node : findToken(node.children, type)
    if (found !== undefined) return found
  }
  return undefined
}
