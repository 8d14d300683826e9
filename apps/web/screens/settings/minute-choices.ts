const OFFERED = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440]

/** Times to lock that are offered, the one that is set among them. */
export function minuteChoices(set: number): readonly number[] {
  return [...new Set([...OFFERED, set])].toSorted((a, b) => a - b)
}
