import { expect, test } from 'vitest'
import { lineReader } from './line-reader.ts'

function type(...chunks: string[]): { line: string | null | undefined; echo: string } {
  const reader = lineReader()
  let echo = ''
  for (const chunk of chunks) {
    const typed = reader.take(chunk)
    echo += typed.echo
    if (typed.line !== undefined) return { line: typed.line, echo }
  }
  return { line: undefined, echo }
}

test.each([
  ['letters as they come', ['h', 'u', 'nt', 'er2\r'], 'hunter2'],
  ['Enter as a line feed', ['a\n'], 'a'],
  ['Backspace', ['ab', '\u007F', 'c\r'], 'ac'],
  ['Backspace on nothing', ['\u007F', 'c\r'], 'c'],
  ['Backspace after a letter of two UTF-16 units', ['a😀', '\b', 'b\r'], 'ab'],
  ['Ctrl-U', ['wrong', '\u0015', 'right\r'], 'right'],
  ['arrows', ['a', '\u001B[D', 'b\r'], 'ab'],
  ['Tab and other controls', ['a\tb\u0001c\r'], 'abc'],
  ['Ctrl-C', ['abc', '\u0003'], null],
  ['Ctrl-D on an empty line', ['\u0004'], null],
  ['Ctrl-D after letters', ['abc', '\u0004', '\r'], 'abc'],
  ['nothing yet', ['abc'], undefined],
])('reads %s', (_, chunks, line) => expect(type(...chunks).line).toBe(line))

test('what is shown is what was typed, with what was taken back', () => {
  expect(type('ab', '\u007F', 'c\r').echo).toBe('ab\b \bc')
  expect(type('abc', '\u0015', 'd\r').echo).toBe('abc\b \b\b \b\b \bd')
})
