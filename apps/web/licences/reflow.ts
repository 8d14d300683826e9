/** Below it, a line ends where somebody wanted it to. */
const WRAPPED = 45

/**
 * A licence without the line breaks that only wrap its paragraphs, so that it wraps to the width of
 * the screen. Lists, headings and indented lines stay as they are.
 */
export function reflow(text: string): string {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => (isWrapped(paragraph) ? paragraph.replaceAll('\n', ' ') : paragraph))
    .join('\n\n')
}

function isWrapped(paragraph: string): boolean {
  const lines = paragraph.split('\n')
  return lines.every(
    (line, number) =>
      !/^(?:\s|[-*•=_]|Copyright\b)/.test(line) &&
      (number === lines.length - 1 || line.trimEnd().length >= WRAPPED),
  )
}
