import type { FailureCode, ProviderRequest, ProviderResult } from '@keyward/channel'
import { AnswerError, answerFrom } from './answer.ts'
import { toProviderRequest } from './hand-on.ts'
import type { Menu } from './menu.ts'
import { type Ending, type Refusal, refusalFor } from './refusal.ts'
import type { SystemRequest } from './request.ts'

/** Where a request stands on the phone. */
export type Ceremony =
  | {
      readonly phase: 'menu'
      readonly request: SystemRequest
      readonly menu: Menu
      readonly showsOthers: boolean
      readonly selected: string | null
    }
  | {
      readonly phase: 'provider'
      readonly request: SystemRequest
      readonly menu: Menu
      readonly handedOn: ProviderRequest
    }
  | { readonly phase: 'built-in'; readonly request: SystemRequest; readonly menu: Menu }

export type CeremonyEvent =
  | { readonly type: 'show-others' }
  | { readonly type: 'select'; readonly id: string }
  | { readonly type: 'continue' }
  | { readonly type: 'back' }
  | { readonly type: 'cancel' }
  | { readonly type: 'complete'; readonly requestId: string; readonly result: ProviderResult }
  | { readonly type: 'fail'; readonly requestId: string; readonly code: FailureCode }
  | { readonly type: 'provider-killed' }
  | { readonly type: 'timeout' }
  | { readonly type: 'caller-gone' }

/** What the app is told. */
export type AppAnswer =
  | { readonly ok: true; readonly response: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: Refusal }

export interface Step {
  /** Null: the request is over. */
  readonly next: Ceremony | null
  readonly answer?: AppAnswer
  /** The provider has to be told that the system took the request back. */
  readonly takesBack?: true
}

export function beginCeremony(request: SystemRequest, menu: Menu): Ceremony {
  return { phase: 'menu', request, menu, showsOthers: false, selected: menu.selected }
}

/** One event. Undefined: it does not belong to where the request stands, and changes nothing. */
export function stepCeremony(ceremony: Ceremony, event: CeremonyEvent): Step | undefined {
  switch (event.type) {
    case 'cancel':
      return over(ceremony, 'user_cancelled')
    case 'timeout':
      return over(ceremony, 'timeout')
    case 'caller-gone':
      return { next: null, ...takingBack(ceremony) }
    case 'back':
      return ceremony.phase === 'built-in'
        ? { next: beginCeremony(ceremony.request, ceremony.menu) }
        : undefined
    case 'show-others':
    case 'select':
    case 'continue':
      return ceremony.phase === 'menu' ? stepMenu(ceremony, event) : undefined
    case 'complete':
    case 'fail':
    case 'provider-killed':
      return ceremony.phase === 'provider' ? stepProvider(ceremony, event) : undefined
  }
}

type At<P extends Ceremony['phase']> = Extract<Ceremony, { phase: P }>
type Of<T extends CeremonyEvent['type']> = Extract<CeremonyEvent, { type: T }>

function stepMenu(
  ceremony: At<'menu'>,
  event: Of<'show-others' | 'select' | 'continue'>,
): Step | undefined {
  const { request, menu, showsOthers, selected } = ceremony
  if (event.type === 'show-others') return { next: { ...ceremony, showsOthers: true } }
  const shown = showsOthers ? [...menu.rows, ...menu.others] : menu.rows
  const wanted = event.type === 'select' ? event.id : selected
  const row = shown.find(({ id }) => id === wanted)
  if (row === undefined) return undefined
  if (event.type === 'select') return { next: { ...ceremony, selected: row.id } }
  if (row.manager === 'built-in') return { next: { phase: 'built-in', request, menu } }
  const handedOn = toProviderRequest(request, row.choice)
  return { next: { phase: 'provider', request, menu, handedOn } }
}

function stepProvider(
  ceremony: At<'provider'>,
  event: Of<'complete' | 'fail' | 'provider-killed'>,
): Step | undefined {
  const { request, menu } = ceremony
  if (event.type === 'provider-killed') {
    // Android shows its menu again (RESULT_CANCELED); iOS ends the request.
    return request.platform === 'android'
      ? { next: beginCeremony(request, menu) }
      : { next: null, answer: refused(request, 'user_cancelled') }
  }
  if (event.requestId !== request.requestId) return undefined
  if (event.type === 'fail') return { next: null, answer: refused(request, event.code) }
  try {
    return { next: null, answer: { ok: true, response: answerFrom(request, event.result) } }
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error
    return { next: null, answer: refused(request, 'unknown') }
  }
}

function over(ceremony: Ceremony, ending: Ending): Step {
  return { next: null, answer: refused(ceremony.request, ending), ...takingBack(ceremony) }
}

function takingBack({ phase }: Ceremony): { takesBack?: true } {
  return phase === 'provider' ? { takesBack: true } : {}
}

function refused({ kind, caller, platform }: SystemRequest, ending: Ending): AppAnswer {
  return { ok: false, error: refusalFor(ending, kind, caller, platform) }
}
