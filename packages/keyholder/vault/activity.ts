import { encodeBase64url } from '@keyward/codec'
import { type DeviceEvent, encodeStatement, type Happening, signStatement } from '@keyward/log'
import type { VaultPorts } from './context.ts'
import { activityKey } from './rows/row-keys.ts'
import type { Draft } from './rows/transaction.ts'

/** Signs what this device did and adds it to the draft: it is kept with the change it belongs to. */
export function stageActivity(
  { platform, unlocked }: VaultPorts,
  draft: Draft,
  activity: readonly Happening<DeviceEvent>[],
): void {
  const { workspaceId, memberId, deviceId, deviceKey } = unlocked()
  for (const happening of activity) {
    const statementId = encodeBase64url(platform.random(16))
    const at = platform.clock()
    const said = { ...happening, workspaceId, memberId, deviceId, statementId, at }
    const bytes = encodeStatement(signStatement(deviceKey, said))
    draft.put('activity', activityKey(at, statementId), bytes)
  }
}
