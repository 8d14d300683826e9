import { KEYS } from '../settings/settings.ts'
import { promptBounds, readSize } from './bounds.ts'

/** What is used of a browser to show prompts. */
export type PromptBrowser = Pick<typeof chrome, 'windows' | 'tabs' | 'runtime' | 'storage'>

/** A prompt that is open: a window of its own, or a tab where no window can be opened. */
export interface OpenPrompt {
  readonly tabId: number
  readonly windowId?: number
}

const PAGE = 'app/provider.html'

/** Undefined when neither a window nor a tab can be opened. */
export async function openPrompt(
  browser: PromptBrowser,
  requestId: string,
  overWindow: number | undefined,
): Promise<OpenPrompt | undefined> {
  const url = browser.runtime.getURL(`${PAGE}?request=${requestId}`)
  const bounds = await boundsOver(browser, overWindow)
  return (
    (await openWindow(browser, url, bounds)) ??
    (await openWindow(browser, url, {})) ??
    openTab(browser, url, overWindow)
  )
}

async function boundsOver(browser: PromptBrowser, windowId: number | undefined) {
  const [window, kept] = await Promise.all([
    windowId === undefined ? undefined : browser.windows.get(windowId).catch(() => undefined),
    browser.storage.local.get(KEYS.prompt),
  ])
  return promptBounds((window ?? {}) as object, readSize(kept[KEYS.prompt]))
}

async function openWindow(
  { windows }: PromptBrowser,
  url: string,
  bounds: object,
): Promise<OpenPrompt | undefined> {
  // Firefox asks for this before a page may close its own window; Chromium refuses the word.
  const closing = url.startsWith('moz-extension:') ? { allowScriptsToClose: true } : {}
  const shape = { type: 'popup', focused: true, ...closing, ...bounds } as const
  try {
    const window = await windows.create({ url, ...shape })
    const tabId = window?.tabs?.[0]?.id
    if (window?.id === undefined || tabId === undefined) return undefined
    return { tabId, windowId: window.id }
  } catch {
    // A window manager may refuse bounds or windows.
    return undefined
  }
}

async function openTab(
  { tabs }: PromptBrowser,
  url: string,
  windowId: number | undefined,
): Promise<OpenPrompt | undefined> {
  try {
    const place = windowId === undefined ? {} : { windowId }
    const { id } = await tabs.create({ url, active: true, ...place })
    return id === undefined ? undefined : { tabId: id }
  } catch {
    return undefined
  }
}

/** How long a prompt that has said its word may take to close itself, in milliseconds. */
const CLOSES_ITSELF = 1_500

/**
 * Closes it, if it is still there, and gives the page its focus back: browsers take and answer
 * requests only of pages that have it.
 */
export async function closePrompt(
  { tabs, windows }: PromptBrowser,
  prompt: OpenPrompt,
  backTo: { readonly tabId: number; readonly windowId: number | undefined },
  isDone: boolean,
): Promise<void> {
  if (isDone) await untilClosed(tabs, prompt.tabId)
  await tabs.remove(prompt.tabId).catch(() => undefined)
  if (prompt.windowId === undefined)
    await tabs.update(backTo.tabId, { active: true }).catch(() => undefined)
  if (backTo.windowId !== undefined)
    await windows.update(backTo.windowId, { focused: true }).catch(() => undefined)
}

function untilClosed(tabs: PromptBrowser['tabs'], tabId: number): Promise<void> {
  const { onRemoved } = tabs
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      onRemoved.removeListener(hear)
      resolve()
    }
    const hear = (closed: number): void => {
      if (closed === tabId) end()
    }
    const timer = setTimeout(end, CLOSES_ITSELF)
    onRemoved.addListener(hear)
    // It may have been quicker.
    tabs.get(tabId).catch(end)
  })
}

/** Keeps the size that a person gives a prompt, where the browser tells. */
export function keepPromptSize(
  { windows, storage }: PromptBrowser,
  isPrompt: (windowId: number) => boolean,
): void {
  windows.onBoundsChanged?.addListener(({ id, width, height }) => {
    if (id !== undefined && isPrompt(id))
      void storage.local.set({ [KEYS.prompt]: { width, height } })
  })
}
