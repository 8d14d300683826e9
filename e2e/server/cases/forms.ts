/** In which forms a text may stand in bytes: the name of each, and what to look for. */
function formsOf(text: string): readonly { readonly form: string; readonly bytes: Buffer }[] {
  const plain = Buffer.from(text, 'utf8')
  return [
    { form: 'UTF-8', bytes: plain },
    { form: 'UTF-16LE', bytes: Buffer.from(text, 'utf16le') },
    { form: 'UTF-16BE', bytes: Buffer.from(text, 'utf16le').swap16() },
    { form: 'hex', bytes: Buffer.from(plain.toString('hex')) },
    { form: 'HEX', bytes: Buffer.from(plain.toString('hex').toUpperCase()) },
    { form: 'percent-encoded', bytes: Buffer.from(encodeURIComponent(text)) },
    {
      form: 'as a form field',
      bytes: Buffer.from(new URLSearchParams([['', text]]).toString().slice(1)),
    },
    ...([0, 1, 2] as const).flatMap((before) => [
      { form: `base64 at ${before}`, bytes: insideBase64(plain, before, 'base64') },
      { form: `base64url at ${before}`, bytes: insideBase64(plain, before, 'base64url') },
    ]),
  ]
}

/** The forms in which a text stands in bytes. */
export function formsIn(haystack: Buffer, text: string): string[] {
  return formsOf(text)
    .filter(({ bytes }) => haystack.includes(bytes))
    .map(({ form }) => form)
}

/**
 * The characters that base64 has for these bytes whatever stands around them, when so many bytes of a
 * group of three come before.
 */
function insideBase64(bytes: Buffer, before: 0 | 1 | 2, encoding: 'base64' | 'base64url'): Buffer {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString(encoding)
    .replace(/=+$/, '')
  const first = before === 0 ? 0 : before + 1
  // The last character holds bits of what comes after, unless a group ends there.
  const last = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1
  return Buffer.from(text.slice(first, last))
}
