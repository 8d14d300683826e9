import { randomFillSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Keyholder, type KeyholderPorts, openKeyholder } from '@keyward/keyholder/keyholder'
import { memoryReplica } from '@keyward/keyholder/replica'
import { nodeAead } from '@keyward/primitives/aead/node'
import type { Random } from '@keyward/primitives/signature'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { nodeArgon2id } from '@keyward/vault/argon2/node'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import { biometricKey, type Sensor } from './biometrics.ts'

export type System = 'ios' | 'android'

/** What the person has set on the phone, and what is in front of it. */
export interface Settings extends Sensor {
  /** Allow AutoFill: the system lets Keyward answer. */
  isAutoFillOn: boolean
  /** Biometrics Login. */
  isBiometricsOn: boolean
  /** Keyward does not reach its server. Perch is no part of the phone, and is reached all the same. */
  isAirplane: boolean
}

/** A phone with Keyward on it: the real keyholder, over a replica in memory. */
export interface Phone {
  /** As the other members see it. */
  readonly name: string
  readonly system: System
  readonly settings: Settings
  readonly keyholder: Keyholder
}

/** The operating system's randomness. */
export const systemRandom: Random = (length) => randomFillSync(new Uint8Array(length))

/** A new phone, on which nobody is signed in; AutoFill is on, Biometrics Login is not. */
export async function openPhone(name: string, system: System): Promise<Phone> {
  const settings: Settings = {
    matches: true,
    isAutoFillOn: true,
    isBiometricsOn: false,
    isAirplane: false,
  }
  return { name, system, settings, keyholder: await openKeyholder(portsOf(settings)) }
}

function portsOf(settings: Settings): KeyholderPorts {
  const aead = nodeAead()
  return {
    platform: {
      random: systemRandom,
      clock: () => Date.now(),
      aead,
      argon2id: nodeArgon2id,
      suffixes: publicSuffixes,
      async fetch(...request) {
        if (settings.isAirplane) throw new TypeError('The phone is in airplane mode.')
        return fetch(...request)
      },
      wait: (milliseconds, stop) =>
        sleep(milliseconds, undefined, stop === undefined ? {} : { signal: stop }).catch(() => {}),
    },
    replica: memoryReplica().open(),
    client: { suffixes: publicSuffixes },
    backend: nodeBackend(),
    session: {
      biometricKey: biometricKey(settings, aead, systemRandom),
      monotonic: () => performance.now(),
    },
  }
}
