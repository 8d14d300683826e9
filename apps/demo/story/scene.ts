import { listAccounts } from '@keyward/keyholder/commands'
import { DemoError } from '../error.ts'
import { openPerchApp, type PerchApp } from '../perch/app.ts'
import type { Phone } from '../phone/phone.ts'
import type { Places } from '../places.ts'
import type { Member } from '../team/members.ts'
import type { PersonId } from '../team/people.ts'

/** Whose account at Perch the team shares. */
export const STUDIO = 'studio@acme.example'

/** Somebody in the story: with a phone, and Perch's app on it. */
export interface Actor extends Member {
  readonly app: PerchApp
}

/** What has happened up to a step. */
export interface Scene {
  readonly places: Places
  readonly actors: Map<PersonId, Actor>
  /** Phones beside the first of each member. */
  readonly phones: Map<string, { readonly phone: Phone; readonly app: PerchApp }>
}

/** One step: a title, and what is done and checked. It answers with what held, as a sentence. */
export interface Step {
  readonly title: string
  readonly run: (scene: Scene) => Promise<string>
}

export function enter(scene: Scene, member: Member): Actor {
  const actor = { ...member, app: openPerchApp(scene.places.perch, member.phone) }
  scene.actors.set(member.person.id, actor)
  return actor
}

/** @throws {DemoError} `demo.expected` for who has not come yet */
export function actorIn({ actors }: Scene, id: PersonId): Actor {
  return found(actors.get(id), `${id} is in the workspace`)
}

/** The Owner's second phone. @throws {DemoError} `demo.expected` before there is one */
export function secondPhone({ phones }: Scene): { readonly phone: Phone; readonly app: PerchApp } {
  return found(phones.get('olga'), 'Olga has a second phone')
}

/** The account with this username on a phone. @throws {DemoError} `demo.expected` when there is none */
export async function accountAt(phone: Phone, username: string): Promise<string> {
  const rows = listAccounts(await phone.keyholder.desk(), '', 100)
  const row = rows.find((one) => one.username === username)
  return found(row, `${phone.name} has the account of ${username}`).accountId
}

/** How many accounts a phone has. */
export async function countAccounts(phone: Phone): Promise<number> {
  return listAccounts(await phone.keyholder.desk(), '', 100).length
}

function found<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value
  throw new DemoError('demo.expected', `Expected that ${what}, and it is not so.`)
}
