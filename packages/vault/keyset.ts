export { VaultError, type VaultRule } from './error.ts'
export {
  encodeKeyset,
  type Keyset,
  makeKeyset,
  parseKeyset,
  type PrivateKeyset,
  type PublicKeyset,
  publicPartOf,
} from './keyset/keyset.ts'
export { type KeysetContext, openKeyset, sealKeyset } from './keyset/seal-keyset.ts'
export { unwrapKey, unwrapKeyset, wrapKey, wrapKeyset } from './keyset/wrap.ts'
export type { WrapContext } from './keyset/wrap-context.ts'
