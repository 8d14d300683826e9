import { encodeBase64url } from '@keyward/codec'
import { LIMITS } from '@keyward/protocol'
import { KeyholderError } from '../error.ts'
import type { Row } from '../replica.ts'
import type { SyncPorts } from './port.ts'

/**
 * Reports what this device did and has not reported yet. A statement counts once however often it is
 * sent; one that the server refuses is set apart, and holds up no other.
 *
 * @returns how many were reported
 * @throws {KeyholderError} `remote.*`, `replica.*`
 */
export async function reportActivity(ports: SyncPorts): Promise<number> {
  let count = 0
  for (;;) {
    const rows = await ports.replica.list('activity', { limit: LIMITS.statements })
    if (rows.length === 0) return count
    count += await reportRows(ports, rows)
  }
}

async function reportRows(ports: SyncPorts, rows: readonly Row[]): Promise<number> {
  const statements = rows.map(({ value }) => encodeBase64url(value))
  try {
    await ports.remote.call('reportActivity', { body: { statements }, token: ports.token() })
  } catch (error) {
    if (!(error instanceof KeyholderError && error.code === 'object_refused')) throw error
    return reportEach(ports, rows, error.code)
  }
  await ports.replica.write(
    rows.map(({ key }) => ({ collection: 'activity', key, value: null })),
    [],
  )
  return rows.length
}

async function reportEach(ports: SyncPorts, rows: readonly Row[], rule: string): Promise<number> {
  const [only, ...others] = rows
  if (only !== undefined && others.length === 0) {
    await ports.vault.setActivityApart(only.key, rule, only.value)
    return 0
  }
  let count = 0
  for (const row of rows) count += await reportRows(ports, [row])
  return count
}
