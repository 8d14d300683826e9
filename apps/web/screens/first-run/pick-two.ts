/** Two different positions among so many, the lower one first. @param random an index below its argument */
export function pickTwo(
  count: number,
  random: (count: number) => number,
): readonly [number, number] {
  const first = random(count)
  const other = random(count - 1)
  const second = other >= first ? other + 1 : other
  return first < second ? [first, second] : [second, first]
}
