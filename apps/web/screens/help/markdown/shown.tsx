import type { ReactNode } from 'react'
import { TextLink } from '@keyward/ui'
import { addressOf } from './addresses.ts'
import type { Block, Inline } from './page.ts'
import { Picture } from './picture.tsx'

const SHORT = 20

/** Blocks of a page, as elements: nothing of the text ever becomes markup. */
export function ShownBlocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.map((block, place) => <Shown key={keyOf(block, place)} block={block} />)
}

function Shown({ block }: { readonly block: Block }): ReactNode {
  if (block.kind === 'heading') return <Heading block={block} />
  if (block.kind === 'paragraph')
    return (
      <p className="text-body">
        <Line inlines={block.children} />
      </p>
    )
  if (block.kind === 'list') return <Items block={block} />
  if (block.kind === 'quote')
    return (
      <blockquote className="border-l-2 border-edge pl-4 text-soft">
        <ShownBlocks blocks={block.children} />
      </blockquote>
    )
  return (
    <pre className="overflow-x-auto rounded-small bg-well p-3 font-mono text-note">
      {block.text}
    </pre>
  )
}

function Heading({ block }: { readonly block: Extract<Block, { kind: 'heading' }> }) {
  const { level, anchor, children } = block
  const Tag = level <= 2 ? 'h2' : 'h3'
  return (
    <Tag
      id={anchor === '' ? undefined : anchor}
      className={level <= 2 ? 'pt-4 text-lead font-semibold' : 'pt-2 text-body font-semibold'}
    >
      <Line inlines={children} />
    </Tag>
  )
}

function Items({ block }: { readonly block: Extract<Block, { kind: 'list' }> }) {
  const items = block.items.map((item, place) => (
    <li key={keyOf(item, place)} className="pl-1">
      <div className="flex flex-col gap-2">
        <ShownBlocks blocks={item} />
      </div>
    </li>
  ))
  const look = 'flex flex-col gap-2 pl-6 text-body marker:text-soft'
  return block.isOrdered ? (
    <ol className={`list-decimal ${look}`}>{items}</ol>
  ) : (
    <ul className={`list-disc ${look}`}>{items}</ul>
  )
}

function Line({ inlines }: { readonly inlines: readonly Inline[] }) {
  return inlines.map((inline, place) => <Part key={keyOf(inline, place)} inline={inline} />)
}

function Part({ inline }: { readonly inline: Inline }): ReactNode {
  if (inline.kind === 'text') return inline.text
  if (inline.kind === 'code') {
    // What is short stays in one piece; an address may have to be parted.
    const fit = inline.text.length <= SHORT ? 'whitespace-nowrap' : 'break-words'
    return (
      <code className={`rounded-small bg-well px-1 font-mono text-note ${fit}`}>{inline.text}</code>
    )
  }
  if (inline.kind === 'strong')
    return (
      <strong className="font-semibold">
        <Line inlines={inline.children} />
      </strong>
    )
  if (inline.kind === 'emphasis')
    return (
      <em>
        <Line inlines={inline.children} />
      </em>
    )
  if (inline.kind === 'image') return <Picture source={inline.source} text={inline.text} />
  return <Link inline={inline} />
}

function Link({ inline }: { readonly inline: Extract<Inline, { kind: 'link' }> }) {
  const address = addressOf(inline.href)
  if (address === undefined) return <Line inlines={inline.children} />
  return (
    <TextLink href={address.href} isExternal={address.isExternal}>
      <Line inlines={inline.children} />
    </TextLink>
  )
}

/** A page does not change while it is shown, so that its places name its parts. */
function keyOf(part: object, place: number): string {
  return `${place} ${'kind' in part ? String(part.kind) : 'item'}`
}
