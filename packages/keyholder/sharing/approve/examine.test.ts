import { createHash } from 'node:crypto'
import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { signInBinding } from '@keyward/cosigning/terms'
import { sealForApprover } from '@keyward/vault/deal'
import type { MemberId } from '@keyward/workspace/chain'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  memberIdOf,
  register,
  type SharingDevice,
  sharingScene,
  type SharingScene,
  type Site,
  synchronised,
} from '../../cases/sharing-scene.ts'
import { answerApproval, shareAccount, waitingApprovals } from '../../commands.ts'
import { sharingPorts } from '../ports.ts'
import { type AskedApproval, examineApproval } from './examine.ts'
import { encodeShown } from './shown.ts'

let scene: SharingScene
let [olga, uma, vic]: SharingDevice[] = []
let site: Site
let other: Site

const device = (one: SharingDevice | undefined): SharingDevice => one as SharingDevice
const sha256 = (bytes: Uint8Array | string): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(bytes).digest())
const idOf = (n: number): string => encodeBase64url(new Uint8Array(16).fill(n))

beforeAll(async () => {
  scene = await sharingScene()
  olga = scene.olga
  uma = await scene.join('Uma', 'guest')
  vic = await scene.join('Vic', 'user')
  site = await register(olga)
  other = await register(olga)
  const desk = await olga.keyholder.desk()
  const share = { memberIds: [memberIdOf(uma)], role: 'collaborator' } as const
  await shareAccount(desk, site.accountId, share)
  await synchronised(olga, uma)
})

interface Lie {
  readonly clientData?: object | string
  readonly clientDataHash?: Uint8Array
  readonly rpId?: string
  readonly credentialId?: Uint8Array
  readonly sealedFor?: string
  readonly asked?: Partial<AskedApproval>
}

/** What the server shows of a sign-in that Uma asks for; without a lie it is one to be approved. */
async function asked(lie: Lie = {}): Promise<AskedApproval> {
  const { session } = device(uma).keyholder
  const { workspaceId, memberId, deviceId } = session.unlocked()
  const honest = {
    type: 'webauthn.get',
    challenge: encodeBase64url(new Uint8Array(32).fill(1)),
    origin: `https://${site.rpId}`,
    crossOrigin: false,
  }
  const { clientData = {} } = lie
  const text =
    typeof clientData === 'string' ? clientData : JSON.stringify({ ...honest, ...clientData })
  const clientDataJSON = encodeUtf8(text)
  const authenticatorData = new Uint8Array(37)
  authenticatorData.set(sha256(lie.rpId ?? site.rpId))
  authenticatorData[32] = 0x1d
  const approvalId = idOf(1)
  const owner = memberIdOf(device(olga))
  const keys = session.membership().state.members.get(owner as MemberId)?.keys
  if (keys === undefined) throw new Error('Olga is not known.')
  const place = {
    workspaceId,
    approvalId: lie.sealedFor ?? approvalId,
    memberId: owner,
    keysetEpoch: keys.epoch,
  }
  const { credentialId = site.credentialId } = lie
  const shown = encodeShown({ credentialId, clientDataJSON, reason: 'Invoices' })
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
  const binding = signInBinding({ algorithm: 'ES256', dealId: idOf(2), index: 0 })
  return {
    approvalId,
    accountId: site.accountId,
    dealId: idOf(2),
    memberId,
    deviceId,
    binding: encodeBase64url(binding),
    authenticatorData: encodeBase64url(authenticatorData),
    clientDataHash: encodeBase64url(lie.clientDataHash ?? sha256(clientDataJSON)),
    body: encodeBase64url(await sealForApprover(random, keys, place, shown)),
    expiresAt: scene.world.time.now + 60_000,
    ...lie.asked,
  }
}

const ports = async () => sharingPorts(await device(olga).keyholder.desk())

test('a sign-in that holds is shown as it is', async () => {
  const shown = await examineApproval(await ports(), await asked())
  expect(shown).toMatchObject({ origin: `https://${site.rpId}`, reason: 'Invoices' })
  const below = { origin: `https://login.${site.rpId}:8443` }
  expect(await examineApproval(await ports(), await asked({ clientData: below }))).toMatchObject(
    below,
  )
})

const LIES: readonly (readonly [what: string, detail: string, lie: () => Lie])[] = [
  ['another challenge than is shown', 'hash', () => ({ clientDataHash: sha256('another') })],
  ['a registration', 'type', () => ({ clientData: { type: 'webauthn.create' } })],
  [
    'the page of another site',
    'origin',
    () => ({ clientData: { origin: 'https://evil.example' } }),
  ],
  [
    'a page whose name only begins like the site’s',
    'origin',
    () => ({ clientData: { origin: `https://${site.rpId}.evil.example` } }),
  ],
  [
    'a page whose name only ends like the site’s',
    'origin',
    () => ({ clientData: { origin: `https://evil${site.rpId}` } }),
  ],
  [
    'a page without transport security',
    'origin',
    () => ({ clientData: { origin: `http://${site.rpId}` } }),
  ],
  ['what is no client data', 'client-data', () => ({ clientData: '{"type":"webauthn.get"' })],
  ['another site in the authenticator data', 'rp-id', () => ({ rpId: other.rpId })],
  ['a passkey of another account', 'passkey', () => ({ credentialId: other.credentialId })],
  [
    'an account that is not shared with who asks',
    'member',
    () => ({ asked: { accountId: other.accountId } }),
  ],
  [
    'somebody who owns the account',
    'member',
    () => ({ asked: { memberId: memberIdOf(device(olga)) } }),
  ],
  [
    'somebody else’s device',
    'device',
    () => ({ asked: { deviceId: device(vic).keyholder.session.unlocked().deviceId } }),
  ],
  ['a device that never was', 'device', () => ({ asked: { deviceId: idOf(7) } })],
  ['an account that there is not', 'account', () => ({ asked: { accountId: idOf(8) } })],
  ['words that were sealed to another approval', 'body', () => ({ sealedFor: idOf(9) })],
]

describe('an Owner’s device approves no sign-in that is asked for with', () => {
  test.each(LIES)('%s', async (_, detail, lie) => {
    const one = await asked(lie())
    await expect(examineApproval(await ports(), one)).rejects.toMatchObject({
      rule: 'cosigning.approval-refused',
      detail,
    })
    // Whatever the screen showed: it is not in the list, and pressing the button sends nothing.
    const sent: string[] = []
    scene.world.network = async (request) => {
      if (request.method !== 'GET') sent.push(request.url)
      const { pathname } = new URL(request.url)
      return pathname.endsWith('/sign-in-approvals')
        ? Response.json({ asked: [one], mine: [] })
        : scene.world.honest(request)
    }
    const desk = await device(olga).keyholder.desk()
    expect(await waitingApprovals(desk)).toEqual([])
    await expect(answerApproval(desk, one.approvalId, true)).rejects.toMatchObject({ detail })
    expect(sent).toEqual([])
    scene.world.network = scene.world.honest
  })

  test('and none of an account that its member does not own', async () => {
    const one = await asked()
    const desk = await device(vic).keyholder.desk()
    await expect(examineApproval(sharingPorts(desk), one)).rejects.toMatchObject({
      detail: 'account',
    })
  })
})
