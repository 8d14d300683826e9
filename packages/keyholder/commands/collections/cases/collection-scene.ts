import type { MemberId } from '@keyward/workspace/chain'
import { expect } from 'vitest'
import {
  judge,
  memberIdOf,
  type SharingDevice,
  type SharingScene,
  sharingScene,
  signInAt,
  type Site,
  synchronised,
} from '../../../cases/sharing-scene.ts'
import type { OpenDesk } from '../../keyholder.ts'
import type { Sharing } from '../../sharing/share.ts'
import { sharingOf } from '../../sharing/view.ts'
import { shareCollection } from '../share.ts'

/** A workspace with three members beside its Owner, whose collection it is. */
export interface CollectionScene {
  readonly scene: SharingScene
  readonly olga: SharingDevice
  readonly uma: SharingDevice
  readonly gus: SharingDevice
  readonly vic: SharingDevice
}

export async function collectionScene(): Promise<CollectionScene> {
  const scene = await sharingScene()
  const uma = await scene.join('Uma', 'user')
  const gus = await scene.join('Gus', 'guest')
  return { scene, olga: scene.olga, uma, gus, vic: await scene.join('Vic', 'user') }
}

export function deskOf({ keyholder }: SharingDevice): Promise<OpenDesk> {
  return keyholder.desk()
}

export function idsOf(...devices: readonly SharingDevice[]): MemberId[] {
  return devices.map(memberIdOf)
}

/** Shares a collection, as Collaborator unless something else is given, and synchronises. */
export async function share(
  by: SharingDevice,
  collectionId: string,
  to: Partial<Sharing>,
): Promise<void> {
  await shareCollection(await deskOf(by), collectionId, { role: 'collaborator', ...to })
  await synchronised(by)
}

/** Who has an account and as what, as this device sees it. */
export async function rolesAt(
  device: SharingDevice,
  accountId: string,
): Promise<Readonly<Record<string, string>>> {
  const { people } = await sharingOf(await deskOf(device), accountId)
  return Object.fromEntries(people.map(({ name, role }) => [name, role]))
}

export async function signsIn(device: SharingDevice, site: Site): Promise<void> {
  await synchronised(device)
  expect(await judge(site, await signInAt(device, site))).toMatchObject({ counter: 0 })
}

/** Whoever knows of the revocation offers the passkey no more; who does not is refused by the server. */
export async function isRefused(device: SharingDevice, site: Site): Promise<void> {
  const refused = { rule: 'cosigning.refused', detail: 'needs-grant' }
  await expect(signInAt(device, site)).rejects.toMatchObject(refused)
  await synchronised(device)
  const unknown = { rule: 'ceremony.no-credential' }
  await expect(signInAt(device, site)).rejects.toMatchObject(unknown)
}
