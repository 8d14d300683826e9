import type { LockTime } from '../../platform/lock-time.ts'

const OFFERED = [1, 2, 5, 10, 15, 30, 60]

/** What can be chosen on a device: shorter times than the policy's, and the one that is set. */
export function lockChoices(policyMinutes: number, set: LockTime): readonly LockTime[] {
  const times = new Set(OFFERED.filter((minutes) => minutes < policyMinutes))
  if (typeof set === 'number') times.add(set)
  return ['workspace', ...[...times].toSorted((a, b) => b - a), 'leaving']
}
