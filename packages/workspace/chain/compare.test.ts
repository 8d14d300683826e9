import { describe, expect, test } from 'vitest'
import { begin, joined, type Scene, write } from './cases/scene.ts'
import { compareChain } from './compare.ts'

function renamed(scene: Scene, ...names: readonly string[]): Scene {
  return names.reduce((now, name) => write(now, 'Olga', { kind: 'workspace-renamed', name }), scene)
}

describe('a received chain against the head that was remembered', () => {
  const common = write(begin(), 'Olga', joined('Anna', 'admin'))
  const seen = renamed(common, 'Port', 'Quay')
  const { head } = seen.state

  test('same', () => {
    expect(compareChain(head, seen.entries)).toEqual({ outcome: 'same' })
  })

  test('extends, by one entry or by many', () => {
    expect(compareChain(head, renamed(seen, 'A').entries)).toEqual({ outcome: 'extends' })
    expect(compareChain(head, renamed(seen, 'A', 'B', 'C').entries)).toEqual({
      outcome: 'extends',
    })
    expect(compareChain(common.state.head, seen.entries)).toEqual({ outcome: 'extends' })
  })

  test('rolled back, with the entry that was seen and the last one there is', () => {
    expect(compareChain(head, common.entries)).toEqual({
      outcome: 'rolled-back',
      evidence: { remembered: seen.entries.at(-1), received: common.entries.at(-1) },
    })
    expect(compareChain(head, [])).toEqual({
      outcome: 'rolled-back',
      evidence: { remembered: seen.entries.at(-1), received: null },
    })
  })

  test('forked at the last entry, with both entries', () => {
    const other = renamed(common, 'Port', 'Dock')
    expect(compareChain(head, other.entries)).toEqual({
      outcome: 'forked',
      evidence: { remembered: seen.entries[3], received: other.entries[3] },
    })
  })

  test('forked earlier and grown longer: still a fork', () => {
    const other = renamed(common, 'Dock', 'Quay', 'Mole', 'Pier')
    expect(compareChain(head, other.entries)).toEqual({
      outcome: 'forked',
      evidence: { remembered: seen.entries[3], received: other.entries[3] },
    })
  })

  test('another workspace altogether is a fork', () => {
    const other = renamed(begin('Olga', 'Lighthouse'), 'A', 'B', 'C')
    expect(compareChain(head, other.entries).outcome).toBe('forked')
  })
})
