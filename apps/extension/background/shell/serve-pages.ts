import {
  type BrowserInfo,
  ChannelError,
  type FailureCode,
  type Params,
  type ServedShell,
  serveShell,
  type ShellHandlers,
} from '@keyward/channel'
import type { RequestBook } from '../requests/book.ts'
import type { Desk } from '../requests/desk.ts'
import { type KeptRequest, providerRequestOf } from '../requests/kept-request.ts'
import { rpIdFor } from '../routing/decide.ts'
import type { HintKeeper } from '../routing/keep-hints.ts'
import { readOptions } from '../routing/read-options.ts'
import type { SettingsKeeper } from '../settings/keep.ts'
import { asMessagePort } from './port.ts'

export interface PagePorts {
  readonly desk: Desk
  readonly book: RequestBook
  readonly settings: SettingsKeeper
  readonly hints: HintKeeper
  /** What the background says of the browser. */
  readonly info: Omit<BrowserInfo, 'surface'>
}

/** The extension's own pages at the other end of their shell. */
export interface ServedPages {
  serve(port: chrome.runtime.Port): void
  /** Tells the prompt of a request that nobody waits for an answer any more. */
  cancel(requestId: string): void
}

export function servePages(ports: PagePorts): ServedPages {
  const prompts = new Map<string, ServedShell>()
  return {
    serve(port) {
      // The address of a page is the browser's word, and a prompt answers its own request alone.
      const requestId = new URL(port.sender?.url ?? '').searchParams.get('request') ?? undefined
      const served = serveShell(asMessagePort(port), handlersFor(requestId, ports))
      if (requestId === undefined) return
      prompts.set(requestId, served)
      port.onDisconnect.addListener(() => {
        if (prompts.get(requestId) === served) prompts.delete(requestId)
      })
    },
    cancel: (requestId) => prompts.get(requestId)?.emit('provider.cancelled', { requestId }),
  }
}

function handlersFor(own: string | undefined, ports: PagePorts): ShellHandlers {
  const { desk, book, settings, hints, info } = ports
  return {
    'app.info': () => ({ ...info, surface: own === undefined ? 'app' : 'provider' }),
    'provider.status': async () => {
      const { passkeys } = await settings.read()
      return { supported: true, enabled: passkeys !== 'off' }
    },
    'provider.request': async () => {
      await book.restored
      const kept = own === undefined ? undefined : book.find(own)
      const isOpen = kept !== undefined && kept.outcome === undefined
      return { request: isOpen ? providerRequestOf(kept) : null }
    },
    'provider.complete': async ({ requestId, result }: Params<'provider.complete'>) => {
      requireOwn(requestId, own)
      await book.restored
      if (!('responseJson' in result))
        throw new ChannelError('invalid_params', 'A page is answered with a JSON text.')
      const request = requireOpen(requestId, book)
      if (request.kind === 'create')
        await noteNew(request, result.responseJson, hints).catch(() => undefined)
      // The prompt hears at once, and closes itself before the page gets the answer.
      void desk.settle(requestId, { end: 'answer', response: result.responseJson }, true)
      return {}
    },
    'provider.fail': async ({ requestId, code }: Params<'provider.fail'>) => {
      requireOwn(requestId, own)
      await book.restored
      requireOpen(requestId, book)
      void fail(desk, requestId, code)
      return {}
    },
    'index.replace': async (listing) => ({ count: await hints.replace(listing) }),
    'index.clear': async () => {
      await hints.clear()
      return { count: 0 }
    },
  }
}

/** A page learns the name of an error and nothing of its reason. */
function fail(desk: Desk, requestId: string, code: FailureCode): Promise<boolean> {
  switch (code) {
    case 'use_browser':
      return desk.settle(requestId, { end: 'browser' }, true)
    case 'excluded':
      return desk.decline(requestId, 'InvalidStateError', true)
    case 'security':
      return desk.decline(requestId, 'SecurityError', true)
    default:
      return desk.decline(requestId, 'NotAllowedError', true)
  }
}

function requireOwn(requestId: string, own: string | undefined): void {
  if (requestId !== own)
    throw new ChannelError('invalid_params', 'This page was opened for another request.')
}

function requireOpen(requestId: string, book: RequestBook): KeptRequest {
  const request = book.find(requestId)
  if (request === undefined || request.outcome !== undefined)
    throw new ChannelError('conflict', 'The request has ended already.')
  return request
}

/**
 * Before the site hears of its new passkey: it may well ask for it at once. What can't be kept now
 * comes with the next listing.
 */
async function noteNew(
  { options, caller }: KeptRequest,
  responseJson: string,
  hints: HintKeeper,
): Promise<void> {
  const rpId = rpIdFor(caller.origin, readOptions('create', options)?.rpId)?.rpId
  const { id: credentialId } = JSON.parse(responseJson) as { readonly id: string }
  if (rpId !== undefined) await hints.add({ credentialId, rpId })
}
