export type { RemotePlatform } from './remote/line.ts'
export type { CallName, CallOptions, Remote } from './remote/port.ts'
export { exportProofKey, importProofKey, makeProofKey, type ProofKey } from './remote/proof-key.ts'
export { type RemoteOptions, remoteServer } from './remote/remote-server.ts'
