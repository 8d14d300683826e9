export { fileReplica } from './file/open.ts'
export { type FileReplicaOptions } from './file/options.ts'
