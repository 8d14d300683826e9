import { expect, test } from 'vitest'
import { seededRandom } from '../cases/random.ts'
import { makePasskey } from '../cases/scene.ts'
import { makeDeal, makeDealInTurns } from '../dealer.ts'

test('a deal that is made in turns is the very one that is made at once', async () => {
  for (const [kind, count, turns] of [
    ['es256', 40, 2],
    ['eddsa', 0, 0],
    ['rs256', 0, 0],
  ] as const) {
    const pair = makePasskey(kind)
    let taken = 0
    const turn = async (): Promise<void> => void (taken += 1)
    const inTurns = await makeDealInTurns(pair, count, seededRandom('turns'), turn)
    const atOnce = makeDeal(pair, count, seededRandom('turns'))
    expect(inTurns.exportForGrantee()).toEqual(atOnce.exportForGrantee())
    expect(inTurns.exportForSigner()).toEqual(atOnce.exportForSigner())
    expect(taken).toBe(turns)
  }
})

test('what a turn throws ends it', async () => {
  const stop = async (): Promise<void> => {
    throw new Error('locked')
  }
  const made = makeDealInTurns(makePasskey('es256'), 40, seededRandom('turns'), stop)
  await expect(made).rejects.toThrow('locked')
})
