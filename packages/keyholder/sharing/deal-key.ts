import { encodeBase64url, encodeCbor } from '@keyward/codec'
import { signDeviceKey } from '@keyward/cosigning/terms'
import { type DealKey, makeDealKey, parseDealKey } from '@keyward/vault/deal'
import { asText, Fields, record } from '../vault/rows/fields.ts'
import { transact } from '../vault/rows/transaction.ts'
import type { SharingPorts } from './ports.ts'
import { DEAL_KEY_ROW, putRow, readRow } from './rows.ts'

interface Kept {
  readonly seed: Uint8Array
  /** The incarnation of the server's data that was told of it; undefined for none. */
  readonly announcedTo: string | undefined
}

/** This device's key for deals, made when it is first asked for. @throws {KeyholderError} `replica.*` */
export async function ownDealKey({ context }: Pick<SharingPorts, 'context'>): Promise<DealKey> {
  return parseDealKey((await keptKey(context)).seed)
}

/**
 * Tells the server this device's key for deals, once for each incarnation of its data: Owners can
 * make deals for this device from then on.
 *
 * @throws {KeyholderError} `remote.*`, `replica.*`, `session.*`
 */
export async function announceDealKey(ports: SharingPorts): Promise<void> {
  const { context, call } = ports
  const incarnation = await ports.incarnation()
  const kept = await keptKey(context)
  if (incarnation === undefined || kept.announcedTo === incarnation) return
  const { publicPart: wrapping } = await parseDealKey(kept.seed)
  const { workspaceId, memberId, deviceId, deviceKey } = context.unlocked()
  const statement = signDeviceKey(deviceKey, { workspaceId, memberId, deviceId, wrapping })
  await call('putDealKey', { body: { statement: encodeBase64url(statement) } })
  await transact(context.replica, (draft) =>
    putRow(context, draft, DEAL_KEY_ROW, encode({ ...kept, announcedTo: incarnation })),
  )
}

function keptKey(context: SharingPorts['context']): Promise<Kept> {
  return transact(context.replica, async (draft) => {
    const row = await readRow(context, draft, DEAL_KEY_ROW)
    if (row !== undefined) return parse(row)
    const { seed } = await makeDealKey(context.platform.random)
    const made = { seed: seed.exportBytes(), announcedTo: undefined }
    await putRow(context, draft, DEAL_KEY_ROW, encode(made))
    return made
  })
}

function encode({ seed, announcedTo }: Kept): Uint8Array {
  return encodeCbor(record({ seed, announcedTo: announcedTo ?? null }))
}

function parse(row: Uint8Array): Kept {
  const fields = Fields.parse(row)
  const announcedTo = fields.get('announcedTo')
  return {
    seed: fields.bytes('seed'),
    announcedTo: announcedTo === null ? undefined : asText(announcedTo),
  }
}
