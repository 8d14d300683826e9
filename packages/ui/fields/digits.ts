/** The first digits of a text: what stands between them, such as spaces of a pasted code, is left out. */
export function digitsOf(text: string, length: number): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[^0-9]/gu, '')
    .slice(0, length)
}
