import { PROTOCOL_VERSION } from '@keyward/protocol'
import type { Handler } from '../handler.ts'

export const getServer: Handler<'getServer'> = async (server, { now }) => {
  const { origin, rpId, signUp, version } = server.settings
  const [only, ...more] = await server.store.workspaces.list(2)
  return {
    software: 'keyward',
    version,
    protocol: { oldest: PROTOCOL_VERSION, newest: PROTOCOL_VERSION },
    signUp,
    rpId,
    origin,
    time: now,
    workspaceId: more.length === 0 ? (only ?? null) : null,
  }
}
