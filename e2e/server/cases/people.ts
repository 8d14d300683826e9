import { admitMember, invite } from '@keyward/keyholder/commands'
import type { Keyholder, Synchronised } from '@keyward/keyholder/keyholder'
import type { MemberId } from '@keyward/workspace/chain'
import type { WorkspaceRole } from '@keyward/workspace/rules'
import { type DeviceOptions, openDevice } from './device.ts'

/** Somebody with an address and a passphrase. */
export interface Person {
  readonly name: string
  readonly address: string
  readonly passphrase: string
}

export const OLGA: Person = {
  name: 'Olga Lindqvist',
  address: 'olga@harbour.example',
  passphrase: 'grape violin mosaic trumpet lantern',
}

export const UDO: Person = {
  name: 'Udo Marchetti',
  address: 'udo@harbour.example',
  passphrase: 'copper meadow whistle ribbon anchor',
}

/** A new workspace with its Owner on a first device. */
export async function createWorkspace(
  origin: string,
  { name: ownerName, address, passphrase }: Person,
  options?: DeviceOptions,
): Promise<Keyholder> {
  const device = await openDevice(options)
  await device.session.createWorkspace({
    origin,
    setupCode: null,
    workspaceName: 'Harbour Works',
    ownerName,
    address,
    passphrase,
    deviceName: 'First device',
  })
  await synchronised(device)
  return device
}

/** Invites somebody by link, who joins on a new device and is admitted. */
export async function bringIn(
  administrator: Keyholder,
  { name, address, passphrase }: Person,
  options?: DeviceOptions,
  role: WorkspaceRole = 'user',
): Promise<Keyholder> {
  const invitation = await invite(administrator.session, { role, memberKind: 'person' })
  const device = await openDevice(options)
  await device.session.joinWorkspace({
    invitation: { by: 'link', link: invitation.link },
    name,
    address,
    passphrase,
    deviceName: 'First device',
  })
  expectExchanged(await admitMember(administrator, invitation.invitationId))
  await synchronised(device)
  return device
}

/** A further device of a member. */
export async function signIn(
  origin: string,
  { address, passphrase }: Person,
  deviceName: string,
  options?: DeviceOptions,
): Promise<Keyholder> {
  const device = await openDevice(options)
  await device.session.signIn({ by: 'passphrase', origin, address, passphrase, deviceName })
  await synchronised(device)
  return device
}

/** Exchanges everything. @throws when anything was in the way, or waits still */
export async function synchronised(device: Keyholder): Promise<Synchronised> {
  return expectExchanged(await device.synchronise())
}

function expectExchanged(done: Synchronised): Synchronised {
  if (done.problem !== undefined) throw done.problem
  if (done.unsynchronised > 0 || (done.report?.refused.length ?? 0) > 0)
    throw new Error(`Not everything was exchanged: ${JSON.stringify(done)}`)
  return done
}

export function memberIdOf({ session }: Keyholder): MemberId {
  return session.unlocked().memberId
}
