import { type ServerProcess, startProgram } from './process.ts'
import { join } from 'node:path'

/** Keyward's server with its data in this folder, on any free port or on one that it had before. */
export function startKeyward(folder: string, port = '0'): Promise<ServerProcess> {
  return startProgram('keyward', {
    KEYWARD_DATA: join(folder, 'server'),
    KEYWARD_PORT: port,
    KEYWARD_SIGNUP: 'open',
    KEYWARD_LOG: 'error',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  })
}
