import type { Platform } from '../platform.ts'
import type { Prover } from './proof.ts'

/** What a remote needs of the machine. */
export type RemotePlatform = Pick<Platform, 'random' | 'fetch' | 'wait'>

/** What every request to one server shares. */
export interface Line {
  readonly origin: string
  readonly platform: RemotePlatform
  readonly prover: Prover
}
