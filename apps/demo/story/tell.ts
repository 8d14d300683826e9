import type { Places } from '../places.ts'
import { createSteps } from './create.ts'
import { endSteps } from './end.ts'
import { gateSteps } from './gates.ts'
import type { Scene } from './scene.ts'
import { shareSteps } from './share.ts'
import { teamSteps } from './team.ts'

/** Told of each step when it has ended. */
export interface Teller {
  /** `held` says what held. */
  done(title: string, milliseconds: number, held: string): void
  failed(title: string, milliseconds: number, error: unknown): void
}

const STEPS = [...teamSteps, ...createSteps, ...gateSteps, ...shareSteps, ...endSteps]

/**
 * Tells the story of a team and its passkeys by real clients, at a server and a Perch that have to
 * be new to it. It ends with the first step that does not hold, since those after it build on it.
 *
 * @param monotonic milliseconds that only go forward
 * @returns whether every step held; it does not reject
 */
export async function tellStory(
  places: Places,
  teller: Teller,
  monotonic: () => number,
): Promise<boolean> {
  const scene: Scene = { places, actors: new Map(), phones: new Map() }
  try {
    for (const { title, run } of STEPS) {
      const began = monotonic()
      try {
        const held = await run(scene)
        teller.done(title, monotonic() - began, held)
      } catch (error) {
        teller.failed(title, monotonic() - began, error)
        return false
      }
    }
    return true
  } finally {
    const phones = [...scene.actors.values(), ...scene.phones.values()].map(({ phone }) => phone)
    for (const { keyholder } of phones) await keyholder.close()
  }
}
