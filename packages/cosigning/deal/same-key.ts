import { equalBytes } from '@keyward/codec'
import type { PublicKey } from '@keyward/primitives/keys'

/** Whether both are the same public key, number by number. */
export function isSameKey(a: PublicKey, b: PublicKey): boolean {
  const others = numbersOf(b)
  return (
    a.algorithm === b.algorithm &&
    numbersOf(a).every((number, at) => equalBytes(number, others[at] as Uint8Array))
  )
}

function numbersOf(key: PublicKey): readonly Uint8Array[] {
  if ('n' in key) return [key.n, key.e]
  return 'y' in key ? [key.x, key.y] : [key.x]
}
