import type { BindingSource, BrowserContextLike } from './structure.ts'

/** The part of the Chrome DevTools Protocol that is used. */
export interface Devtools {
  send(method: string, parameters?: object): Promise<unknown>
  detach(): Promise<void>
}

/**
 * Chromium's own view of the process that a frame runs in: that of the frame itself, or of the
 * nearest frame above it that has one. Rejects in other browsers.
 */
export async function devtoolsOf(
  context: BrowserContextLike,
  { frame, page }: BindingSource,
): Promise<Devtools> {
  const open = context.newCDPSession.bind(context) as (target: object) => Promise<Devtools>
  let at = frame
  for (let parent = at.parentFrame(); parent !== null; parent = at.parentFrame()) {
    // A frame that shares its parent's process has no session of its own.
    const own = await open(at).catch(() => undefined)
    if (own !== undefined) return own
    at = parent
  }
  return open(page)
}

interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string; readonly urlFragment?: string }
  readonly childFrames?: readonly FrameTree[]
}

/** The ids of the frames of this process whose document has this URL. */
export async function framesAt(devtools: Devtools, url: string): Promise<readonly string[]> {
  const { frameTree } = (await devtools.send('Page.getFrameTree')) as { frameTree: FrameTree }
  return flat(frameTree).flatMap(({ frame }) =>
    `${frame.url}${frame.urlFragment ?? ''}` === url ? [frame.id] : [],
  )
}

function flat(tree: FrameTree): FrameTree[] {
  return [tree, ...(tree.childFrames ?? []).flatMap(flat)]
}

/**
 * The origin of a document as the browser enforces it; `null` as text for an opaque one, such as
 * that of a sandboxed frame. It is read in a world of its own, which no script of the page reaches.
 */
export async function originIn(devtools: Devtools, frameId: string): Promise<string> {
  const { executionContextId: contextId } = (await devtools.send('Page.createIsolatedWorld', {
    frameId,
    worldName: 'keyward',
  })) as { executionContextId: number }
  const { result } = (await devtools.send('Runtime.evaluate', {
    expression: 'self.isSecureContext ? self.origin : "null"',
    contextId,
    returnByValue: true,
  })) as { result: { value?: unknown } }
  return String(result.value)
}

/** Whether the Permissions-Policy of the document and all above it lets it sign in with passkeys. */
export async function isAllowedIn(devtools: Devtools, frameId: string): Promise<boolean> {
  const { states } = (await devtools.send('Page.getPermissionsPolicyState', { frameId })) as {
    states: readonly { feature: string; allowed: boolean }[]
  }
  const found = states.find(({ feature }) => feature === 'publickey-credentials-get')
  return found?.allowed === true
}
