import type { SessionCall } from '../membership/acting.ts'
import type { VaultContext } from '../vault/context.ts'
import type { OpenVault } from '../vault/open-vault.ts'

/** What sharing needs of an open desk. */
export interface SharingDesk {
  readonly vault: OpenVault
  /** Calls with the session's token. */
  readonly call: SessionCall
  /** Of the server's data as pulled last; undefined before. @throws {KeyholderError} `replica.*` */
  readonly incarnation: () => Promise<string | undefined>
}

/** The desk with what its vault works on. */
export interface SharingPorts extends SharingDesk {
  readonly context: VaultContext
}

export function sharingPorts({ vault, call, incarnation }: SharingDesk): SharingPorts {
  return { vault, call, incarnation, context: vault.context }
}

/** What is exchanged about accounts that are shared without their keys. */
export interface SharingExchange {
  /** Before access lists are pushed: the terms of what they grant. */
  beforePush(): Promise<void>
  /** Once everything else was exchanged: this device's deals, and those that it owes others. */
  afterwards(): Promise<void>
}
