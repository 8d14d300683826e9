export { assertionOf, startSignIn } from './co-sign.ts'
export {
  dealt,
  type Kind,
  makeShared,
  setTerms,
  sharingDevice,
  shareWith,
  type TestDeal,
} from './deals.ts'
export { addMember } from './members.ts'
export { ORIGIN, testServer } from './server.ts'
export { signUp } from './workspace.ts'
export { openSigner } from '../signer/signer.ts'
export { openSqliteStore } from '../store/sqlite.ts'
