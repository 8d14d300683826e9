import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fuzzRuns } from '@keyward/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from './page.ts'
import { readPage } from './read-page.ts'

const text = (words: string) => ({ kind: 'text', text: words }) as const
const help = fileURLToPath(new URL('../../../../../docs/help/', import.meta.url))

describe('a page of the help', () => {
  test('has headings with the anchors that links name', () => {
    const headings = readPage('# Sharing\n\n## What it gives\n\n## What it gives\n').map((block) =>
      block.kind === 'heading' ? [block.level, block.anchor] : [],
    )
    expect(headings).toStrictEqual([
      [1, ''],
      [2, 'what-it-gives'],
      [2, 'what-it-gives-1'],
    ])
  })

  test('has strong words, code, links and pictures inside its lines', () => {
    expect(
      readPage('Tap **Share**, `x`\nand [more](sharing.md).\n\n![A *page*](images/a.png)'),
    ).toStrictEqual([
      {
        kind: 'paragraph',
        children: [
          text('Tap '),
          { kind: 'strong', children: [text('Share')] },
          text(', '),
          { kind: 'code', text: 'x' },
          text(' '),
          text('and '),
          { kind: 'link', href: 'sharing.md', children: [text('more')] },
          text('.'),
        ],
      },
      {
        kind: 'paragraph',
        children: [{ kind: 'image', source: 'images/a.png', text: 'A page' }],
      },
    ])
  })

  test('has lists, one inside the other too', () => {
    const paragraph = (words: string): Block => ({ kind: 'paragraph', children: [text(words)] })
    expect(readPage('1. One\n   - Inside\n2. Two\n')).toStrictEqual([
      {
        kind: 'list',
        isOrdered: true,
        items: [
          [paragraph('One'), { kind: 'list', isOrdered: false, items: [[paragraph('Inside')]] }],
          [paragraph('Two')],
        ],
      },
    ])
  })

  test('has quotes and code as they stand', () => {
    expect(readPage('> Mind this\n\n```\na\nb\n```\n')).toStrictEqual([
      { kind: 'quote', children: [{ kind: 'paragraph', children: [text('Mind this')] }] },
      { kind: 'code', text: 'a\nb' },
    ])
  })

  test('never makes anything of HTML but text, or nothing', () => {
    const written = JSON.stringify(
      readPage('<script>alert(1)</script>\n\nA <b onclick="x">word</b>'),
    )
    expect(written).not.toContain('alert')
    expect(written).toContain('<b onclick=')
    expect(written).not.toMatch(/"kind":"(?!text|paragraph)/)
  })

  test('is read whole from every page that there is', () => {
    for (const name of readdirSync(help).filter((file) => file.endsWith('.md'))) {
      const [first, ...blocks] = readPage(readFileSync(help + name, 'utf8'))
      expect(first, name).toMatchObject({ kind: 'heading', level: 1 })
      expect(blocks.length, name).toBeGreaterThan(3)
    }
  })

  test('any text is read', () => {
    const piece = fc.constantFrom(
      '# ',
      '- ',
      '1. ',
      '> ',
      '**',
      '[a](b)',
      '![',
      '```\n',
      '\n',
      '<',
      'x ',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 20 }),
        (pieces) => {
          readPage(pieces.join(''))
        },
      ),
      { numRuns: fuzzRuns() },
    )
  })
})
