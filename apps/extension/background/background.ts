import { CEREMONY_PORT, type FrameMessage, SHELL_PORT } from '../messages/frame.ts'
import type { Outcome } from '../messages/page.ts'
import { iconPaths } from '../manifest/icons.ts'
import { closePrompt, keepPromptSize, openPrompt } from './prompt/prompt.ts'
import { openProxy } from './proxy/proxy.ts'
import { openBook } from './requests/book.ts'
import { Desk } from './requests/desk.ts'
import type { KeptRequest } from './requests/kept-request.ts'
import { serveFrame } from './requests/serve-frames.ts'
import { isAvailable } from './routing/decide.ts'
import { keepHints } from './routing/keep-hints.ts'
import { fetchWellKnown } from './routing/related.ts'
import { keepSettings } from './settings/keep.ts'
import { LOCK_ALARM, lockInTime } from './settings/lock.ts'
import { registerScripts } from './settings/scripts.ts'
import { servePages } from './shell/serve-pages.ts'
import { admitSignal, keepSignal } from './signals/queue.ts'

/*
 * The background: it decides who answers, opens prompts and carries answers. It has no vault and no
 * key. All listeners are there in the first turn, so that a worker that is woken up misses nothing.
 */

/** How long frames have to connect again after the worker was started, in milliseconds. */
const FRAMES_COME_BACK = 5_000

const { storage, alarms, runtime } = chrome
const ownOrigin = runtime.getURL('').replace(/\/$/, '')
const now = (): number => Date.now()
const makeId = (): string => crypto.randomUUID()

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))
const proxy = openProxy({ api: chrome.webAuthenticationProxy as never, wait })
const settings = keepSettings(storage, () => void follow())
const book = openBook(storage.session)

const desk = new Desk({
  book,
  now,
  async openPrompt(request) {
    // While the proxy is attached the prompt's own passkey would be asked of the proxy.
    await proxy.idle
    showBadge(request.frame.tabId, '1')
    return openPrompt(chrome, request.requestId, request.frame.windowId)
  },
  closePrompt(prompt, { frame }, isDone) {
    showBadge(frame.tabId, '')
    return closePrompt(chrome, prompt, frame, isDone)
  },
  setAlarm: (requestId, at) => void alarms.create(requestId, { when: at }),
  clearAlarm: (requestId) => void alarms.clear(requestId),
  hand,
  onCancelled: (requestId) => pages.cancel(requestId),
})
const hints = keepHints(storage.local)
const isChromium = ownOrigin.startsWith('chrome-extension:')
const pages = servePages({
  desk,
  book,
  settings,
  hints,
  info: {
    platform: 'browser',
    osVersion: /(?:Chrome|Firefox)\/(\d+)/.exec(navigator.userAgent)?.[1] ?? '0',
    appVersion: runtime.getManifest().version,
    caps: {
      biometric: 'none',
      deviceCredential: false,
      singleTap: false,
      conditionalCreate: false,
      prf: isChromium,
    },
  },
})
const framePorts = {
  desk,
  book,
  settings,
  now,
  makeId,
  ownOrigin,
  fetchWellKnown,
  framesOf: async (tabId: number) => (await chrome.webNavigation.getAllFrames({ tabId })) ?? [],
  untilIdle: () => proxy.idle,
}

runtime.onConnect.addListener((port) => {
  if (port.name === CEREMONY_PORT) serveFrame(port, framePorts)
  else if (port.name === SHELL_PORT && isOwnPage(port.sender)) pages.serve(port)
  else port.disconnect()
})
runtime.onMessage.addListener((message: FrameMessage, sender, respond) => {
  const { origin } = sender
  if (origin === undefined || sender.tab === undefined) return false
  if (message.tell === 'signal') void hearSignal(origin, message.signal, message.options)
  if (message.tell !== 'available') return false
  void tellAvailable(origin).then(respond)
  // The answer comes later.
  return true
})
chrome.tabs.onRemoved.addListener((tabId) => void afterRestore(() => onTabClosed(tabId)))
alarms.onAlarm.addListener(({ name }) => {
  if (name === LOCK_ALARM) void follow()
  else void afterRestore(() => desk.onAlarm(name))
})
keepPromptSize(chrome, (windowId) => book.all().some(({ prompt }) => prompt?.windowId === windowId))
runtime.onInstalled.addListener(() => void follow())
runtime.onStartup.addListener(() => void follow())
void begin()

async function begin(): Promise<void> {
  const accessLevel = 'TRUSTED_CONTEXTS'
  // What is kept is for the extension's own pages: content scripts need nothing of it.
  await Promise.all([
    storage.session.setAccessLevel?.({ accessLevel }),
    storage.local.setAccessLevel?.({ accessLevel }),
    proxy.recover(),
    follow(),
  ])
  await book.restored
  await wait(FRAMES_COME_BACK)
  await desk.sweep()
}

/** Goes by the settings as they are now: the lock, the scripts in pages, the icon. */
async function follow(): Promise<void> {
  await lockInTime({ session: storage.session, alarms, now })
  const current = await settings.read()
  await registerScripts(chrome.scripting, current)
  const isOn = current.isMember && current.passkeys !== 'off'
  await chrome.action.setIcon({ path: iconPaths(isOn ? 'on' : 'off') })
}

async function onTabClosed(tabId: number): Promise<void> {
  const waiting = book.all().find(({ prompt }) => prompt?.tabId === tabId)
  if (waiting !== undefined) showBadge(waiting.frame.tabId, '')
  await desk.onTabClosed(tabId)
}

/** Says at the icon that a page waits for its prompt, which may be behind other windows. */
function showBadge(tabId: number, text: '1' | ''): void {
  // The tab may be gone.
  chrome.action.setBadgeText({ tabId, text }).catch(() => undefined)
}

async function afterRestore(run: () => Promise<void>): Promise<void> {
  await book.restored
  await run()
}

async function hand(request: KeptRequest, outcome: Outcome): Promise<Outcome> {
  if (outcome.end === 'browser') await proxy.idle
  if (outcome.end !== 'answer') return outcome
  const { kind, caller, options: requestJson } = request
  const isCrossOrigin = caller.embedding !== undefined
  const { origin } = caller
  const responseJson = outcome.response
  const asked = { kind, origin, isCrossOrigin, requestJson, responseJson }
  return (await proxy.deliver(asked)) === undefined ? outcome : { ...outcome, native: true }
}

async function tellAvailable(origin: string): Promise<Outcome> {
  return { end: isAvailable(await settings.read(), origin) ? 'available' : 'browser' }
}

async function hearSignal(origin: string, method: string, text: string): Promise<void> {
  const heard = { origin, method, text, settings: await settings.read(), now: now(), id: makeId() }
  const signal = admitSignal(heard)
  if (signal !== undefined) await keepSignal(storage.local, signal)
}

/** Content scripts have the extension's id too, but not its address. */
function isOwnPage(sender: chrome.runtime.MessageSender | undefined): boolean {
  return sender?.id === runtime.id && sender.url?.startsWith(`${ownOrigin}/`) === true
}
