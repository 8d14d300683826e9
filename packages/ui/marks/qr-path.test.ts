import { encode } from 'uqr'
import { describe, expect, test } from 'vitest'
import { drawQr } from './qr-path.ts'

/** The dark modules of a path, as "x,y". */
function modulesOf(path: string): Set<string> {
  const dark = new Set<string>()
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/gu)) {
    for (let at = 0; at < Number(length); at += 1) dark.add(`${Number(x) + at},${y}`)
  }
  return dark
}

describe('a drawn QR code', () => {
  test('has exactly the dark modules of the code, and a quiet zone of four', () => {
    const text = 'keyward:recovery:0123456789abcdef'
    const { size, path } = drawQr(text)
    const { data } = encode(text, { ecc: 'M', border: 0 })
    expect(size).toBe(data.length + 8)
    const expected = data.flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? [`${x + 4},${y + 4}`] : [])),
    )
    expect(modulesOf(path)).toEqual(new Set(expected))
  })

  test('holds 2,331 bytes and refuses more', () => {
    expect(drawQr('a'.repeat(2331)).size).toBe(185)
    expect(() => drawQr('a'.repeat(2332))).toThrow('Data too long')
  })
})
