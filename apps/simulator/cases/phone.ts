import { connectShell, type MessagePortLike, type ShellPort } from '@keyward/channel'
import type { Device } from '../os/device.ts'
import { makePhone, type Phone } from '../shell/phone.ts'
import { secureStore } from '../shell/secure.ts'
import { initialState, type Surface } from '../shell/state.ts'
import { memoryStorage } from '../shell/storage.ts'
import { LISTING, readyDevice } from './ceremony.ts'

export interface PhoneCase {
  readonly phone: Phone
  /** Keyward in a frame of the phone. */
  readonly connect: (surface: Surface) => ShellPort
  /** Lets the time go on that the phone plans by. */
  readonly pass: (milliseconds: number) => void
  readonly storage: ReturnType<typeof memoryStorage>
  readonly close: () => void
}

/** A phone whose clock stands still, and whose network answers with what it was asked. */
export function phoneCase(device: Device = readyDevice('face-id')): PhoneCase {
  let now = 1_000_000
  const planned = new Set<{ at: number; run: () => void }>()
  const open: { close(): void }[] = []
  const storage = memoryStorage()
  const phone = makePhone(initialState(device, LISTING), {
    storage,
    secure: secureStore(storage),
    network: {
      server: async ({ path }) => ({ status: 200, headers: { path } }),
      assetLinks: async ({ rpId }) => ({ status: 200, body: rpId }),
    },
    now: () => now,
    random: (length) => new Uint8Array(length).fill(7),
    schedule(delay, run) {
      const plan = { at: now + delay, run }
      planned.add(plan)
      return () => void planned.delete(plan)
    },
    writeClipboard: async () => undefined,
    person: undefined,
  })
  return {
    phone,
    storage,
    connect(surface) {
      const { port1, port2 } = new MessageChannel()
      phone.attach(surface, port1 as unknown as MessagePortLike)
      const shell = connectShell(port2 as unknown as MessagePortLike)
      open.push(shell)
      return shell
    },
    pass(milliseconds) {
      now += milliseconds
      for (const plan of planned) {
        if (plan.at > now) continue
        planned.delete(plan)
        plan.run()
      }
    },
    close: () => open.splice(0).forEach((each) => each.close()),
  }
}

/** Resolves once the phone's state is so. */
export function until(phone: Phone, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = phone.subscribe(() => look())
    const look = (): void => {
      if (!holds()) return
      stop()
      resolve()
    }
    look()
  })
}
