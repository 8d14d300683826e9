import { equalBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { parseOrigin } from '@keyward/webauthn/client'
import { encodeClientData } from '@keyward/webauthn/data'
import type { ProviderGet } from './request.ts'

/**
 * The client data of a request whose hash is signed: made again, and given out only if the hash is
 * that of it. undefined where a platform gave the hash alone.
 */
export function clientDataOf(
  { caller, options: { challenge } }: ProviderGet,
  clientDataHash: Uint8Array,
): Uint8Array | undefined {
  if (caller.kind === 'platform') return undefined
  const { embedding } = caller
  const topOrigin = embedding?.topOrigin
  const made = encodeClientData({
    type: 'webauthn.get',
    challenge,
    origin: parseOrigin(caller.origin).serialized,
    crossOrigin: embedding !== undefined,
    ...(topOrigin === undefined ? {} : { topOrigin: parseOrigin(topOrigin).serialized }),
  })
  return equalBytes(sha256(made), clientDataHash) ? made : undefined
}
