import {
  type DeviceId,
  type MemberId,
  parseDeviceId,
  parseMemberId,
  parseWorkspaceId,
  type WorkspaceId,
} from '@keyward/workspace/chain'
import type { Change, ReplicaStore } from '../../replica/port.ts'
import { encodeMeta, readMeta } from './map.ts'

/** What a replica knows while it is locked. Nothing of it is secret. */
export interface Known {
  /** Where the server is. */
  readonly origin: string
  readonly workspaceId: WorkspaceId
  readonly memberId: MemberId
  readonly deviceId: DeviceId
  readonly deviceName: string
  /** What the member signs in with. */
  readonly address: string
  /** The server's OPAQUE key, base64url: another one is another server. Empty until it was seen. */
  readonly serverKey: string
  readonly accountKeyEpoch: number
  readonly keysetEpoch: number
  /** Whether the membership chain has the member, with this device. */
  readonly isAdmitted: boolean
  /** A kit was used, or a device removed, and the keys were not renewed since. */
  readonly areKeysDue: boolean
}

const STATE = 'state'

export function knownRow(known: Known): Change {
  return { collection: 'meta', key: STATE, value: encodeMeta({ ...known }) }
}

/** undefined for an empty replica. @throws {KeyholderError} `replica.damaged`, `replica.newer` */
export async function readKnown(replica: ReplicaStore): Promise<Known | undefined> {
  const bytes = await replica.get('meta', STATE)
  if (bytes === undefined) return undefined
  const row = readMeta(bytes)
  return {
    origin: row.text('origin'),
    workspaceId: parseWorkspaceId(row.text('workspaceId')),
    memberId: parseMemberId(row.text('memberId')),
    deviceId: parseDeviceId(row.text('deviceId')),
    deviceName: row.text('deviceName'),
    address: row.text('address'),
    serverKey: row.text('serverKey'),
    accountKeyEpoch: row.number('accountKeyEpoch'),
    keysetEpoch: row.number('keysetEpoch'),
    isAdmitted: row.flag('isAdmitted'),
    areKeysDue: row.flag('areKeysDue'),
  }
}
