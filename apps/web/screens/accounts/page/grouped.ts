/** A code in two halves, as people read it out: "123 456". The shorter half comes first. */
export function grouped(code: string): string {
  if (code.length < 6) return code
  const half = Math.floor(code.length / 2)
  return `${code.slice(0, half)}\u2009${code.slice(half)}`
}
