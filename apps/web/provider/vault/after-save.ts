import type { ShellPort } from '@keyward/channel'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { listingSource, sealedRows, tellIndex } from '@keyward/keyholder/provider'
import { wait } from '../../platform/wait.ts'
import type { Synced } from '../desk/stage.ts'
import type { AfterSave } from '../person/ports.ts'
import { replaceBy } from '../../shell/replace-by.ts'

/** For how long an app is kept waiting for the server, in milliseconds. What is saved here is safe. */
const PATIENCE = 6000

/** What follows a request that changed something here: the server's copy, and the system's listing. */
export interface Afterwards extends AfterSave {
  /** As `push`, with all that an exchange is for. */
  exchange(): Promise<Synced>
  /** Makes the system's listing equal to the accounts. Never rejects: it is made whole the next time. */
  list(): Promise<void>
}

export function afterwards(
  keyholder: Pick<Keyholder, 'desk' | 'synchronise'>,
  shell: Pick<ShellPort, 'call'>,
): Afterwards {
  const list = async (): Promise<void> => {
    try {
      const { vault } = await keyholder.desk()
      await tellIndex(listingSource(vault), sealedRows(vault.context), replaceBy(shell))
    } catch {
      // The system lists what it had; nothing that is saved depends on it.
    }
  }
  const exchanged = async (isShort: boolean): Promise<Synced> => {
    try {
      const { problem, unsynchronised } = await keyholder.synchronise({ isShort })
      return problem === undefined && unsynchronised === 0 ? 'sent' : 'waiting'
    } catch {
      // A server that seems to lie is told by the app, which exchanges next. The passkey is here.
      return 'waiting'
    }
  }
  const told = async (isShort: boolean): Promise<Synced> => {
    const done = new AbortController()
    const late = wait(PATIENCE, done.signal).then(() => 'waiting' as const)
    const [synced] = await Promise.all([Promise.race([exchanged(isShort), late]), list()])
    done.abort()
    return synced
  }
  return {
    list,
    push: () => told(true),
    exchange: () => told(false),
    async nameOf(accountId) {
      const { vault } = await keyholder.desk()
      const { appName, username } = (await vault.get(accountId))?.profile ?? {}
      return [appName?.value, username?.value].filter(Boolean).join(' · ')
    },
  }
}
