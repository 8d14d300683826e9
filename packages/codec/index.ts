export { decodeBase64url, encodeBase64url } from './base64url.ts'
export { concatBytes, equalBytes } from './bytes.ts'
export { decodeCbor, decodeFirstCbor } from './cbor/decode.ts'
export { encodeCbor } from './cbor/encode.ts'
export type { CborKey, CborMap, CborValue } from './cbor/value.ts'
export {
  DER,
  type DerElement,
  derMagnitude,
  encodeDer,
  encodeDerInteger,
  readDer,
  readDerOne,
} from './der.ts'
export { ecdsaFromDer, ecdsaToDer } from './ecdsa-signature.ts'
export { CodecError, type CodecErrorCode } from './error.ts'
export { decodeHex, encodeHex } from './hex.ts'
export { ByteReader } from './reader.ts'
export { decodeUtf8, encodeUtf8, toUsvString } from './utf8.ts'
