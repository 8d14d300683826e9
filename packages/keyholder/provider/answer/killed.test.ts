import { describe, expect, test } from 'vitest'
import { dyingReplica, realVault } from '../cases/real-vault.ts'
import { iosCreate, iosGet, systemScene } from '../cases/system-scene.ts'
import { unconfirmedPasskeys } from '../unconfirmed.ts'
import { answerRequest } from './answer.ts'

/** One creation that is killed after so many steps, and what a new start finds. */
async function killedAfter(steps: number) {
  const real = realVault()
  await real.open()
  const { dying, state, step } = dyingReplica(real.shared.open(), steps)
  let delivered = 0
  try {
    // Opening the vault takes steps of its own, which are not of this request.
    state.left = Number.POSITIVE_INFINITY
    const { vault, rows } = await real.open(dying)
    const scene = systemScene({ vault, platform: real.platform })
    state.left = steps
    const ports = {
      ...scene.ports,
      rows: () => rows,
      async complete() {
        step()
        delivered += 1
        step()
      },
      async fail() {
        step()
      },
    }
    await answerRequest(scene.device, scene.person(), iosCreate(), ports)
  } catch {
    throw new Error('A request never rejects.')
  }
  const { vault, rows } = await real.open()
  const accounts = await Promise.all(
    vault.index.search('', 10).map(({ accountId }) => vault.get(accountId)),
  )
  const passkeys = accounts.flatMap((one) => [...(one?.profile.passkeys.keys() ?? [])])
  const marked = await unconfirmedPasskeys(rows, vault, real.platform.clock())
  const scene = systemScene({ vault, platform: real.platform })
  const signed = await answerRequest(scene.device, scene.person(), iosGet(), {
    ...scene.ports,
    rows: () => rows,
  })
  return { accounts, passkeys, marked, delivered, signed, isDead: state.isDead }
}

describe('a program that is killed while a passkey is made', () => {
  test('[C88] [C93] between any two steps: no passkey half made, none lost, no answer before the save', async () => {
    const seen = new Set<string>()
    for (let steps = 0; ; steps += 1) {
      const { accounts, passkeys, marked, delivered, signed, isDead } = await killedAfter(steps)
      const at = `killed after ${steps}`
      expect(passkeys.length, at).toBeLessThanOrEqual(1)
      // An account that was made for it is there with it, or not at all.
      expect(accounts.length, at).toBe(passkeys.length)
      expect(delivered, at).toBeLessThanOrEqual(passkeys.length)
      // Saved and not known to be received: it is marked, whenever that was.
      const ids = marked.map(({ credentialId }) => credentialId)
      expect(delivered > 0 && ids.length === 0 ? passkeys : ids, at).toEqual(passkeys)
      expect(signed.outcome, at).toBe(passkeys.length === 1 ? 'completed' : 'failed')
      seen.add(`${passkeys.length} ${delivered} ${marked.length}`)
      if (!isDead) break
    }
    // Nothing; saved only; delivered with its mark; all done.
    expect([...seen].toSorted()).toEqual(['0 0 0', '1 0 1', '1 1 0', '1 1 1'])
  })
})
