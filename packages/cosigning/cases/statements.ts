import { makeIdentityKey } from '@keyward/primitives/identity'
import type { Limits, StatementSigner, Terms } from '../terms.ts'
import type { SignInApproval } from '../terms/approval.ts'
import type { DeviceKey } from '../terms/device-key.ts'
import type { ApprovalWindow } from '../terms/window.ts'
import { seededRandom } from './random.ts'
import { assertionOf } from './scene.ts'

const random = seededRandom('statements')

export const AUTHOR = makeIdentityKey(random)
export const STRANGER = makeIdentityKey(random)

/** An id that is none of those below. */
export const ELSEWHERE = 'CQkJCQkJCQkJCQkJCQkJCQ'

const workspaceId = 'AAAAAAAAAAAAAAAAAAAAAA'
const accountId = 'AQEBAQEBAQEBAQEBAQEBAQ'
const memberId = 'AgICAgICAgICAgICAgICAg'
const authorId = 'AwMDAwMDAwMDAwMDAwMDAw'
const deviceId = 'BAQEBAQEBAQEBAQEBAQEBA'

export const SIGNERS: readonly StatementSigner[] = [
  { memberId: ELSEWHERE, deviceId, signing: STRANGER.publicKey },
  { memberId: authorId, deviceId, signing: AUTHOR.publicKey },
]

/** Every limit there is. */
export const LIMITS: Limits = {
  signIns: 100,
  expiresAt: Date.UTC(2027, 0, 1),
  hours: { zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 + 30 },
  userVerification: true,
  reason: true,
  approval: true,
}

export const TERMS: Terms = {
  workspaceId,
  accountId,
  memberId,
  version: 3,
  limits: LIMITS,
  authorId,
  deviceId,
}

export const DEVICE_KEY: DeviceKey = {
  workspaceId,
  memberId,
  deviceId,
  wrapping: random(1216),
}

export const APPROVAL: SignInApproval = {
  workspaceId,
  approvalId: 'BQUFBQUFBQUFBQUFBQUFBQ',
  accountId,
  dealId: 'BgYGBgYGBgYGBgYGBgYGBg',
  binding: random(32),
  ...assertionOf(0),
  isApproved: true,
  authorId,
  deviceId,
  at: Date.UTC(2026, 10, 23, 12),
}

export const WINDOW: ApprovalWindow = {
  workspaceId,
  accountId,
  memberId,
  from: Date.UTC(2026, 10, 23, 9),
  until: Date.UTC(2026, 10, 23, 17),
  authorId,
  deviceId,
}
