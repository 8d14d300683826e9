/** A part of a line of text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly children: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'image'; readonly source: string; readonly text: string }

/** A block of a page. What Markdown can say besides is left out. */
export type Block =
  | {
      readonly kind: 'heading'
      readonly level: number
      /** As the server names it in links. */
      readonly anchor: string
      readonly children: readonly Inline[]
    }
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list'
      readonly isOrdered: boolean
      readonly items: readonly (readonly Block[])[]
    }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string }

/** The text alone. */
export function textOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => ('children' in inline ? textOf(inline.children) : inline.text))
    .join('')
}
