import { readdirSync, readFileSync } from 'node:fs'
import type { Method } from '../contract/methods.ts'

export interface MethodFixture {
  readonly method: Method
  readonly exchanges: readonly {
    readonly name: string
    readonly request: { readonly id: number; readonly params: object }
    readonly answer: { readonly result: object }
  }[]
  readonly errors: readonly { readonly error: { readonly code: string } }[]
}

export interface EventFixture {
  readonly event: string
  readonly messages: readonly { readonly params: object }[]
}

const FOLDER = new URL('../fixtures/', import.meta.url)

/** Every fixture, as each shell reads them. */
function fixtures(): readonly (MethodFixture | EventFixture)[] {
  return readdirSync(FOLDER)
    .toSorted()
    .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as MethodFixture)
}

export function methodFixtures(): readonly MethodFixture[] {
  return fixtures().filter((fixture) => 'method' in fixture)
}

export function eventFixtures(): readonly EventFixture[] {
  return fixtures().filter((fixture) => 'event' in fixture)
}
