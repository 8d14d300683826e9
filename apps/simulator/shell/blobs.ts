import { ChannelError, type ShellHandlers } from '@keyward/channel'
import type { PhoneCore } from './core.ts'
import type { Change, PhoneStorage } from './storage.ts'

interface Blob {
  /** base64url. */
  readonly bytes: string
  readonly generation: number
}

/** Files of ciphertext that app and sheet share. */
export function blobHandlers(core: PhoneCore, storage: PhoneStorage): ShellHandlers {
  const unlocked = (): void => {
    if (!core.state().device.isLocked) return
    throw new ChannelError('device_locked', 'The phone is locked.')
  }
  return {
    'blob.read': async ({ key }) => {
      unlocked()
      const held = (await storage.get('blobs', key)) as Blob | undefined
      return held ?? { bytes: null, generation: 0 }
    },
    'blob.write': async ({ key, bytes, ifGeneration }) => {
      unlocked()
      let written: number | undefined
      await storage.change('blobs', key, (held): Change => {
        const generation = (held as Blob | undefined)?.generation ?? 0
        if (generation !== ifGeneration) return { type: 'keep' }
        written = generation + 1
        return { type: 'put', value: { bytes, generation: written } }
      })
      if (written !== undefined) return { generation: written }
      throw new ChannelError('conflict', 'The file was changed by somebody else.')
    },
    'blob.delete': async ({ key }) => {
      unlocked()
      await storage.change('blobs', key, () => ({ type: 'delete' }))
      return {}
    },
  }
}
