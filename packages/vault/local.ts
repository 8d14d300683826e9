export { VaultError, type VaultRule } from './error.ts'
export { type ChainAnchor, openAnchor, sealAnchor } from './local/anchor.ts'
export type {
  AnchorContext,
  DeviceContext,
  LocalContext,
  LocalKeyContext,
} from './local/context.ts'
export { unwrapIdentity, wrapIdentity } from './local/identity.ts'
export { unwrapLocalKey, wrapLocalKey } from './local/key.ts'
export { makeReplicaKey, unwrapReplicaKey, wrapReplicaKey } from './local/replica-key.ts'
export { openLocal, sealLocal } from './local/seal.ts'
