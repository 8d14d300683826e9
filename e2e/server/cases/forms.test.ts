import { describe, expect, test } from 'vitest'
import { formsIn } from './forms.ts'

const TEXT = 'Märker+one/1~'

describe('looking for a text', () => {
  test('finds it in each of its forms, wherever in other bytes it stands', () => {
    for (let before = 0; before < 6; before += 1) {
      for (let after = 0; after < 4; after += 1) {
        const around = (text: string): Buffer =>
          Buffer.from(`${'é'.repeat(before)}${'x'.repeat(before)}${text}${'y'.repeat(after)}`)
        const inside = around(TEXT)
        expect(formsIn(inside, TEXT)).toContain('UTF-8')
        for (const encoding of ['base64', 'base64url', 'hex'] as const)
          expect(formsIn(Buffer.from(inside.toString(encoding)), TEXT).join()).toContain(encoding)
        expect(formsIn(Buffer.from(inside.toString(), 'utf16le'), TEXT)).toContain('UTF-16LE')
        expect(formsIn(Buffer.from(encodeURIComponent(inside.toString())), TEXT)).not.toEqual([])
      }
    }
  })

  test('finds nothing where it is not', () => {
    const other = Buffer.from('Märker+two/2~')
    for (const encoding of ['utf8', 'base64', 'base64url', 'hex'] as const)
      expect(formsIn(Buffer.from(other.toString(encoding)), TEXT)).toEqual([])
  })
})
