import type { WorkspaceRole } from '@keyward/workspace/rules'
import type { System } from '../phone/phone.ts'

export const WORKSPACE_NAME = 'Acme Studio'

/** Somebody who is made up. */
export interface Person {
  readonly id: PersonId
  readonly name: string
  /** What the person signs in with. */
  readonly address: string
  readonly role: WorkspaceRole
  readonly system: System
}

export type PersonId = 'olga' | 'sam' | 'ada' | 'uma' | 'leo' | 'gus'

/** One member of each role, the Owner first. */
export const PEOPLE: readonly Person[] = [
  person('olga', 'Olga Owner', 'owner', 'ios'),
  person('sam', 'Sam Super Admin', 'super-admin', 'android'),
  person('ada', 'Ada Admin', 'admin', 'ios'),
  person('uma', 'Uma User', 'user', 'android'),
  person('leo', 'Leo Login-Only', 'login-only', 'ios'),
  person('gus', 'Gus Guest', 'guest', 'android'),
]

function person(id: PersonId, name: string, role: WorkspaceRole, system: System): Person {
  return { id, name, address: `${id}@acme.example`, role, system }
}
