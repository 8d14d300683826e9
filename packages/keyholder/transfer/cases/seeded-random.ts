import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import type { Random } from '@keyward/primitives/signature'

/** The same bytes for the same name, in order. For tests and vectors. */
export function seededRandom(name: string): Random {
  let counter = 0
  return (length) => {
    let bytes: Uint8Array = new Uint8Array()
    while (bytes.length < length) {
      bytes = concatBytes(bytes, sha256(encodeUtf8(`${name}/${counter}`)))
      counter += 1
    }
    return bytes.slice(0, length)
  }
}
