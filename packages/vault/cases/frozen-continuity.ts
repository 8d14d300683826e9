import { encodeHex } from '@keyward/codec'
import { AeadKey } from '@keyward/primitives/aead'
import { nobleAead } from '@keyward/primitives/aead/noble'
import { commitKey } from '../access/keys.ts'
import type { ContinuityContext } from '../continuity/context.ts'
import { makeContinuity, type SealedContinuity } from '../continuity/make.ts'
import { openContinuity } from '../continuity/open.ts'
import { ContinuityShare } from '../continuity/share.ts'
import { type Keyset, makeKeyset } from '../keyset/keyset.ts'
import { ACCOUNT, sealingOf, WORKSPACE } from './fixtures.ts'
import { seededRandom } from './seeded-random.ts'

export const SECRETS_KEY = new AeadKey(seededRandom('frozen/continuity/secrets-key')(32))

export const CONTINUITY_CONTEXT: ContinuityContext = {
  kind: 'secrets-key',
  workspaceId: WORKSPACE,
  accountId: ACCOUNT,
  keyEpoch: 1,
  continuityEpoch: 1,
}

function continuityKeyset(): Promise<Keyset> {
  return makeKeyset(seededRandom('frozen/continuity/keyset'))
}

async function made(): Promise<SealedContinuity> {
  const { publicPart } = await continuityKeyset()
  const sealing = sealingOf(seededRandom('frozen/continuity'))
  return makeContinuity(sealing, publicPart, CONTINUITY_CONTEXT, SECRETS_KEY)
}

/** The sealed key and its two halves, from a fixed seed. */
export async function continuityFormats(): Promise<Record<string, string>> {
  const { sealed, shareA, shareB } = await made()
  return {
    'continuity.sealed': encodeHex(sealed),
    'continuity.shareA': encodeHex(shareA),
    'continuity.shareB': encodeHex(shareB.exportBytes()),
  }
}

/** Opens with these bytes in the place of one part, asking for what `instead` says. */
async function openWith(
  part: Partial<SealedContinuity>,
  instead: Readonly<Record<string, unknown>>,
): Promise<Uint8Array> {
  const context = { ...CONTINUITY_CONTEXT, ...instead }
  const parts = { ...(await made()), ...part }
  const keyset = await continuityKeyset()
  const commitment = commitKey(SECRETS_KEY)
  return (await openContinuity(nobleAead(), keyset, context, parts, commitment)).exportBytes()
}

type Instead = Readonly<Record<string, unknown>>

/** How a Super Admin opens the key, given one part of the three. */
export const CONTINUITY_OPENERS = {
  'continuity.sealed': (sealed: Uint8Array, instead: Instead) => openWith({ sealed }, instead),
  'continuity.shareA': (shareA: Uint8Array, instead: Instead) => openWith({ shareA }, instead),
  'continuity.shareB': async (bytes: Uint8Array, instead: Instead) =>
    openWith({ shareB: new ContinuityShare(bytes) }, instead),
}
