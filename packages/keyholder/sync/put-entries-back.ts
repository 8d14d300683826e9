import { encodeBase64url } from '@keyward/codec'
import { KeyholderError } from '../error.ts'
import type { SyncPorts } from './port.ts'

/**
 * Appends to the server's chain what it lost: the entries after its last one, as they were signed.
 * Where another device has put one back first, that was this very entry.
 *
 * @returns how many it took
 * @throws {KeyholderError} `remote.*`, `replica.*`
 */
export async function putEntriesBack(ports: SyncPorts, last: number): Promise<number> {
  const rows = await ports.replica.list('chain', { after: String(last).padStart(12, '0') })
  let count = 0
  for (const { value } of rows) {
    try {
      const body = { entry: encodeBase64url(value), isPutBack: true }
      await ports.remote.call('appendEntry', { body, token: ports.token() })
      count += 1
    } catch (error) {
      if (!(error instanceof KeyholderError && error.code === 'chain_conflict')) throw error
    }
  }
  return count
}
