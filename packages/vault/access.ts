export { type AccessGrant, type AccountRole, type GranteeKind, sortGrants } from './access/grant.ts'
export {
  type AccountKeys,
  commitKey,
  type Grantee,
  grantKeys,
  hashWrapped,
  keyStatesOf,
  openGrant,
  type WrappedKeys,
} from './access/keys.ts'
export {
  type AccessListStatement,
  encodeAccessList,
  hashAccessList,
  type KeyState,
  parseAccessList,
  type SignedAccessList,
  signAccessList,
} from './access/list.ts'
export {
  checkSuccessor,
  isOwner,
  type ListAuthor,
  type VerifiedAccessList,
} from './access/successor.ts'
export { VaultError, type VaultRule } from './error.ts'
