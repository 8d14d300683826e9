const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Encodes bytes in Crockford's base32, upper case. The length has to be a multiple of five bytes,
 * so that every character is whole and one byte string has one text.
 */
export function encodeCrockford(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff
    held += 8
    while (held >= 5) {
      held -= 5
      text += ALPHABET[(bits >> held) & 31]
    }
  }
  return text
}

/**
 * Decodes what people and scanners make of it: either case, O for 0, I and L for 1, hyphens and
 * spaces anywhere. Undefined for other characters or a number of them that is no multiple of eight.
 */
export function decodeCrockford(text: string): Uint8Array | undefined {
  const plain = text
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (plain.length % 8 !== 0) return undefined
  const bytes = new Uint8Array((plain.length * 5) / 8)
  let bits = 0
  let held = 0
  let at = 0
  for (const character of plain) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return undefined
    bits = ((bits << 5) | value) & 0xfff
    held += 5
    if (held >= 8) {
      held -= 8
      bytes[at] = (bits >> held) & 0xff
      at += 1
    }
  }
  return bytes
}
