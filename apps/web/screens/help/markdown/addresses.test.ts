import { expect, test } from 'vitest'
import { addressOf, pictureAt } from './addresses.ts'

test('links lead to pages of the help and out by https, and nowhere else', () => {
  const inside = (href: string) => ({ href, isExternal: false })
  expect(addressOf('sharing.md')).toStrictEqual(inside('/help/sharing'))
  expect(addressOf('/help/sharing.md#stop-sharing')).toStrictEqual(
    inside('/help/sharing#stop-sharing'),
  )
  const out = 'https://passkeys.example/a'
  expect(addressOf(out)).toStrictEqual({ href: out, isExternal: true })
  for (const href of ['javascript:alert(1)', 'http://plain.example', '//x.example', '../x.md', ''])
    expect(addressOf(href), href).toBeUndefined()
})

test('pictures are those of the help', () => {
  expect(pictureAt('images/share.png')).toBe('/help/images/share.png')
  for (const source of ['https://x.example/a.png', 'images/../a.png', 'images/a.svg', 'data:,'])
    expect(pictureAt(source), source).toBeUndefined()
})
