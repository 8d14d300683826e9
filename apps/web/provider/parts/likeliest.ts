import type { PasskeyChoice } from '@keyward/keyholder/provider'

/**
 * The passkey that is chosen first: the one that was used last, else the newest, which comes first.
 * One that the app may never have received comes after all others.
 */
export function likeliest(candidates: readonly PasskeyChoice[]): string | null {
  const [first] = candidates.toSorted(
    (a, b) => doubt(a) - doubt(b) || (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0),
  )
  return first?.credentialId ?? null
}

function doubt({ isUnconfirmed = false }: PasskeyChoice): number {
  return isUnconfirmed ? 1 : 0
}
