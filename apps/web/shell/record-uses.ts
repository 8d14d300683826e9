import { ChannelError, type ShellPort } from '@keyward/channel'
import { decodeBase64url, encodeBase64url, encodeCbor } from '@keyward/codec'
import { HEADLESS_USES, type HeadlessUse, readHeadlessUses } from '@keyward/keyholder/headless'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { recordSignIn } from '@keyward/keyholder/provider'
import { WebAuthnError } from '@keyward/webauthn/data'

/** What records uses, while the session is unlocked. */
export interface UseRecorder {
  readonly keys: () => Parameters<typeof readHeadlessUses>[0]
  /** Rejects with a WebAuthnError when the passkey is gone. */
  readonly record: (use: HeadlessUse) => Promise<void>
}

export function useRecorder({ session, desk }: Pick<Keyholder, 'session' | 'desk'>): UseRecorder {
  return {
    keys: () => session.unlocked(),
    async record({ rpId, credentialId, at }) {
      const { vault } = await desk()
      await recordSignIn(vault, rpId, decodeBase64url(credentialId), at)
    },
  }
}

/** How often a file that changes while it is read is read again. */
const MOST_TRIES = 5

/**
 * Records the sign-ins that this phone has answered without a screen: as used, and in the activity.
 * Each is recorded before it goes from the file, so none is lost; one whose passkey is gone by now is
 * passed over.
 *
 * @returns how many were recorded
 * @throws {ChannelError} where the shell can't read files now; {KeyholderError} `session.locked`, `replica.*`
 */
export async function recordUses(
  port: Pick<ShellPort, 'call'>,
  recorder: UseRecorder,
): Promise<number> {
  const done = new Set<string>()
  let recorded = 0
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const { bytes, generation } = await port.call('blob.read', { key: HEADLESS_USES })
    if (bytes === null) return recorded
    const uses = readHeadlessUses(recorder.keys(), decodeBase64url(bytes))
    if (uses.length === 0) return recorded
    for (const use of uses) {
      const name = JSON.stringify(use)
      if (!done.has(name) && (await wasRecorded(recorder, use))) recorded += 1
      done.add(name)
    }
    if (await wasEmptied(port, generation)) return recorded
  }
  return recorded
}

async function wasRecorded({ record }: UseRecorder, use: HeadlessUse): Promise<boolean> {
  try {
    await record(use)
    return true
  } catch (error) {
    const isGone = error instanceof WebAuthnError && error.rule === 'ceremony.no-credential'
    if (isGone) return false
    throw error
  }
}

/** False when a sign-in came in between: what was recorded is known, and the rest is read again. */
async function wasEmptied(port: Pick<ShellPort, 'call'>, ifGeneration: number): Promise<boolean> {
  try {
    const bytes = encodeBase64url(encodeCbor([]))
    await port.call('blob.write', { key: HEADLESS_USES, bytes, ifGeneration })
    return true
  } catch (error) {
    if (error instanceof ChannelError && error.code === 'conflict') return false
    throw error
  }
}
