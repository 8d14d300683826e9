export { hmacSha1 } from './hash/sha1.ts'
export { hkdfSha256, hmacSha256, hmacSha512, sha256, sha512 } from './hash/sha2.ts'
export { sha3, shake256 } from './hash/sha3.ts'
