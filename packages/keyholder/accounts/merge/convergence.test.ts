import { equalBytes } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { encodeAccount } from '../cases/fixtures.ts'
import { type Draw, drawFrom, type Ledger, randomEdit } from '../cases/replica.ts'
import type { AccountContent } from '../content/types.ts'
import { passkeyStatus } from '../content/types.ts'
import { createAccount } from '../edits/account.ts'
import { mergeAccounts } from './merge.ts'

const SEEDS = process.env['KEYWARD_LONG'] === '1' ? 200 : 20
const DEVICES = 5
const STEPS = 150

interface Outcome {
  readonly replicas: readonly AccountContent[]
  readonly ledger: Ledger
  /** Passkeys that a device had and no longer has, deleted or not. */
  readonly vanished: number
}

/** Five devices edit, hear from each other late, twice, out of order or (cut off) not at all. */
function simulate(seed: number): Outcome {
  const draw = drawFrom(seed)
  const ledger: Ledger = { added: new Set(), deleted: new Set() }
  const base = createAccount({ appName: 'Perch' }, { at: 1, by: 'device-0' })
  const replicas = Array.from({ length: DEVICES }, () => base)
  const skews = replicas.map(() => draw(2000))
  const underway: AccountContent[] = []
  let vanished = 0
  for (let step = 0; step < STEPS; step += 1) {
    const device = draw(DEVICES)
    const before = replicas[device]!
    const edit = { at: 1000 + step * 10 + skews[device]!, by: `device-${device}` }
    const after =
      draw(2) === 0 ? randomEdit(before, edit, draw, ledger) : receive(before, underway, draw)
    // The first two devices are cut off in the middle of the story.
    const isCutOff = device < 2 && step > STEPS / 3 && step < (2 * STEPS) / 3
    if (!isCutOff && draw(2) === 0) underway.push(after)
    for (const key of before.profile.passkeys.keys())
      if (!after.profile.passkeys.has(key) || !after.secrets.passkeys.has(key)) vanished += 1
    replicas[device] = after
  }
  return { replicas: gossip(replicas, draw), ledger, vanished }
}

function receive(content: AccountContent, underway: AccountContent[], draw: Draw): AccountContent {
  const message = underway[draw(Math.max(1, underway.length))]
  return message === undefined ? content : mergeAccounts(content, message)
}

/** Everyone hears everyone, each in an order of its own. */
function gossip(replicas: readonly AccountContent[], draw: Draw): AccountContent[] {
  return replicas.map((own) => {
    const others = replicas
      .map((content) => ({ content, key: draw(1000) }))
      .toSorted((a, b) => a.key - b.key)
    return others.reduce((merged, { content }) => mergeAccounts(merged, content), own)
  })
}

describe('five devices that edit at the same time', () => {
  const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1)

  test.each(seeds)(
    '[C94] all end equal and keep every passkey that nobody deleted: seed %i',
    (seed) => {
      const { replicas, ledger, vanished } = simulate(seed)
      const [first, ...others] = replicas.map((replica) => encodeAccount(replica))
      expect(others.every((other) => equalBytes(first!, other))).toBe(true)
      expect(vanished).toBe(0)
      const { profile, secrets } = replicas[0]!
      expect(new Set(profile.passkeys.keys())).toEqual(ledger.added)
      expect(new Set(secrets.passkeys.keys())).toEqual(ledger.added)
      const keyless = [...secrets.passkeys.values()].filter(({ privateKey }) => !privateKey)
      expect(keyless).toEqual([])
      const lost = [...profile.passkeys].filter(
        ([key, passkey]) => passkeyStatus(passkey) === 'deleted' && !ledger.deleted.has(key),
      )
      expect(lost).toEqual([])
    },
  )

  test('the stories have passkeys, deletions that stood and full histories', () => {
    const outcomes = seeds.map((seed) => simulate(seed))
    const passkeys = outcomes.flatMap(({ replicas }) => [...replicas[0]!.profile.passkeys.values()])
    const statuses = new Set(passkeys.map((passkey) => passkeyStatus(passkey)))
    expect(statuses).toEqual(new Set(['active', 'quarantined', 'deleted']))
    expect(outcomes.some(({ replicas }) => replicas[0]!.profile.history.length > 10)).toBe(true)
    expect(outcomes.some(({ replicas }) => replicas[0]!.secrets.history.length > 5)).toBe(true)
  })
})
