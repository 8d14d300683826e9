import { encode } from 'uqr'

/** A QR code as one path: each dark module a square of 1 in a square of `size`. */
export interface QrPath {
  readonly size: number
  readonly path: string
}

/** The blank margin that readers need, in modules. */
const QUIET_ZONE = 4

/**
 * Draws a QR code with medium error correction and the quiet zone that the standard asks for.
 * @throws when the text is too long for any version: more than 2,331 bytes
 */
export function drawQr(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const rows = data.map((row, y) => {
    let line = ''
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue
      const from = x
      while (row[x + 1] === true) x += 1
      line += `M${from} ${y}h${x - from + 1}v1h${from - x - 1}z`
    }
    return line
  })
  return { size, path: rows.join('') }
}
