import { ChannelError, type ShellPort } from '@keyward/channel'
import type { ReplaceIndex } from '@keyward/keyholder/provider'

/** Replaces the system's listing through the shell; another generation there is told as a conflict. */
export function replaceBy(port: Pick<ShellPort, 'call'>): ReplaceIndex {
  return async (params) => {
    try {
      await port.call('index.replace', params)
      return 'done'
    } catch (error) {
      if (error instanceof ChannelError && error.code === 'conflict') return 'conflict'
      throw error
    }
  }
}
