/** Pearson's χ² of bytes against all 256 values being as likely: 255 degrees of freedom. */
export function chiSquared(bytes: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const byte of bytes) counts[byte] = (counts[byte] as number) + 1
  const expected = bytes.length / 256
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
}

/** The share of numbers in which each bit is set, for the `width` lowest bits. */
export function bitRates(numbers: readonly bigint[], width: number): number[] {
  return Array.from({ length: width }, (_, bit) => {
    const set = numbers.filter((number) => (number >> BigInt(bit)) & 1n)
    return set.length / numbers.length
  })
}
