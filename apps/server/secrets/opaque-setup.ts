import { ready, server } from '@serenity-kit/opaque'

/** A new server setup of OPAQUE (RFC 9807): its OPRF seed and key pair, as text. */
export async function makeOpaqueSetup(): Promise<string> {
  await ready
  return server.createSetup()
}

/** The public key in a setup, which clients know; undefined for a text that is no setup. */
export async function opaquePublicKey(setup: string): Promise<string | undefined> {
  await ready
  try {
    return server.getPublicKey(setup)
  } catch {
    return undefined
  }
}
