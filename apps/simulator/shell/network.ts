import { ChannelError, type Params, type Result } from '@keyward/channel'

/** The phone's network. What it refuses it throws as `ChannelError`. */
export interface PhoneNetwork {
  server(params: Params<'net.server'>): Promise<Result<'net.server'>>
  assetLinks(params: Params<'net.assetLinks'>): Promise<Result<'net.assetLinks'>>
}

/** Over the simulator's own server: pages can't ask other origins, phones can. */
export function relayedNetwork(fetcher: typeof fetch): PhoneNetwork {
  return {
    server: (params) =>
      ask(fetcher, '/system/server', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(params),
      }) as Promise<Result<'net.server'>>,
    assetLinks: ({ rpId }) =>
      ask(fetcher, `/system/asset-links?rpId=${encodeURIComponent(rpId)}`, {}) as Promise<
        Result<'net.assetLinks'>
      >,
  }
}

const CODES = new Map([
  ['relay.timeout', 'timeout'],
  ['relay.too-large', 'too_large'],
  ['relay.unreachable', 'offline'],
  ['relay.refused', 'invalid_params'],
] as const)

async function ask(fetcher: typeof fetch, path: string, init: RequestInit): Promise<unknown> {
  const response = await fetcher(path, init).catch((cause: unknown) => {
    throw new ChannelError('offline', 'The phone’s network does not answer.', { cause })
  })
  const answer = (await response.json().catch(() => ({}))) as {
    error?: { code?: string; message?: string }
  }
  if (response.ok) return answer
  const code = CODES.get(answer.error?.code as never) ?? 'internal'
  throw new ChannelError(code, answer.error?.message ?? 'The phone’s network failed.')
}
