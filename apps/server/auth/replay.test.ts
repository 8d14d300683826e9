import { LIFETIMES } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { UsedProofs } from './replay.ts'

describe('used proofs', () => {
  test('are known for as long as their date could count', () => {
    for (let first = 0; first < 3 * LIFETIMES.proof; first += 10_000) {
      const used = new UsedProofs()
      used.use('someone', 'before', 1_000_000)
      used.use('key', 'proof', 1_000_000 + first)
      for (let later = 0; later <= 2 * LIFETIMES.proof; later += 10_000) {
        const again = (): void => used.use('key', 'proof', 1_000_000 + first + later)
        expect(again, `${first} ${later}`).toThrow('The proof was used before.')
      }
    }
  })

  test('are forgotten in the end', () => {
    const used = new UsedProofs(1)
    used.use('key', 'one', 1_000_000)
    expect(() => used.use('key', 'two', 1_000_001)).toThrow('The server can not do this now.')
    used.use('key', 'two', 1_000_000 + 4 * LIFETIMES.proof)
    used.use('key', 'one', 1_000_000 + 8 * LIFETIMES.proof)
  })

  test('of two keys are two, even with one id', () => {
    const used = new UsedProofs()
    used.use('one', 'proof', 0)
    used.use('two', 'proof', 0)
    expect(() => used.use('two', 'proof', 0)).toThrow('The proof was used before.')
  })

  test('are not forgotten by a clock that is set back', () => {
    const used = new UsedProofs()
    used.use('key', 'proof', 10_000_000)
    expect(() => used.use('key', 'proof', 1_000_000)).toThrow('The proof was used before.')
  })
})
