import { encodeBase64url } from '@keyward/codec'
import { type DeviceId, parseDeviceId } from '@keyward/workspace/chain'
import type { Core } from '../core.ts'

/** A device that is being set up. */
export interface NewDevice {
  readonly deviceId: DeviceId
  readonly name: string
}

export function newDevice({ platform }: Core, name: string): NewDevice {
  return { deviceId: parseDeviceId(encodeBase64url(platform.random(16))), name }
}
