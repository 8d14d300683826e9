import type { ProxiedRequest, ProxyAnswer, ProxyApi } from './api.ts'
import { type Asked, isSame, readAsked } from './asked.ts'

/** The short time in which the proxy is attached for one answer. */
export interface Window {
  readonly kind: 'create' | 'get'
  /** The request that the answer was made for. */
  readonly asked: Asked
  readonly responseJson: string
  /** The id of the request that got it, so that a second one of the same words does not. */
  taken: number | undefined
  readonly end: (how: 'taken' | 'not-taken') => void
}

const REFUSED = {
  name: 'NotAllowedError',
  message: 'The operation either timed out or was not allowed.',
}

/** Answers what pages ask while the proxy is attached, `window` says for whom. */
export function answerRequests(api: ProxyApi, window: () => Window | undefined): void {
  api.onCreateRequest.addListener((request) => void answer(api, 'create', request, window()))
  api.onGetRequest.addListener((request) => void answer(api, 'get', request, window()))
  api.onIsUvpaaRequest.addListener(({ requestId }) => {
    api.completeIsUvpaaRequest({ requestId, isUvpaa: true }).catch(() => undefined)
  })
  api.onRequestCanceled.addListener((requestId) => {
    const open = window()
    if (open?.taken === requestId) open.end('not-taken')
  })
}

async function answer(
  api: ProxyApi,
  kind: 'create' | 'get',
  { requestId, requestDetailsJson }: ProxiedRequest,
  window: Window | undefined,
): Promise<void> {
  const complete = (given: Omit<ProxyAnswer, 'requestId'>): Promise<boolean> => {
    const full = { requestId, ...given }
    const done = kind === 'create' ? api.completeCreateRequest(full) : api.completeGetRequest(full)
    return done.then(
      () => true,
      () => false,
    )
  }
  const asked = readAsked(kind, requestDetailsJson)
  if (window === undefined || asked === undefined || !isMeant(window, kind, asked)) {
    await complete({ error: REFUSED })
    return
  }
  window.taken = requestId
  const isTaken = await complete({ responseJson: window.responseJson })
  // Chromium leaves a request open whose answer it can't read.
  if (!isTaken) await complete({ error: REFUSED })
  window.end(isTaken ? 'taken' : 'not-taken')
}

function isMeant(window: Window, kind: 'create' | 'get', asked: Asked): boolean {
  return window.kind === kind && window.taken === undefined && isSame(window.asked, asked)
}
