import type { FrameFacts } from '../messages/frame.ts'
import type { CeremonyKind } from '../messages/page.ts'

/** Chromium's, not in the types. */
interface FeaturePolicy {
  allowsFeature(name: string): boolean
}

/** What the frame tells of itself, in a world where no script of the page has changed anything. */
export async function frameFacts(kind: CeremonyKind): Promise<FrameFacts> {
  const isEmbedded = hasOtherAncestor()
  const isActive = navigator.userActivation.isActive
  return { isEmbedded, isActive, isAllowed: await isAllowed(kind, isEmbedded) }
}

function hasOtherAncestor(): boolean {
  // Of a frame without an address this is the origin of whoever made it; its location has none.
  const { origin } = globalThis
  const { ancestorOrigins } = location as Location & { ancestorOrigins?: DOMStringList }
  if (ancestorOrigins !== undefined) return [...ancestorOrigins].some((other) => other !== origin)
  try {
    for (let frame: Window = window; frame !== frame.parent; frame = frame.parent)
      if ((frame.parent as Window & typeof globalThis).origin !== origin) return true
    return false
  } catch {
    return true
  }
}

async function isAllowed(kind: CeremonyKind, isEmbedded: boolean): Promise<boolean> {
  const { featurePolicy } = document as Document & { featurePolicy?: FeaturePolicy }
  if (featurePolicy !== undefined)
    return featurePolicy.allowsFeature(`publickey-credentials-${kind}`)
  // Firefox applies the policy to frames of other origins alone, and has no question for it.
  if (!isEmbedded) return true
  // There a try at creating would use up the click, so that Firefox itself answers.
  return kind === 'get' && tryGet()
}

/** A request that is aborted in the turn that it was made in: refused in another way if forbidden. */
async function tryGet(): Promise<boolean> {
  const controller = new AbortController()
  const publicKey = { challenge: new Uint8Array(32) }
  const { signal } = controller
  const asked = navigator.credentials.get({ publicKey, mediation: 'conditional', signal })
  controller.abort()
  try {
    await asked
    return false
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError'
  }
}
