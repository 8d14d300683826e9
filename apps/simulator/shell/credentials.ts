import { encodeBase64url } from '@keyward/codec'
import type { ProviderRequest } from '@keyward/channel'
import type { Caller } from '../os/credential/caller.ts'
import {
  beginCeremony,
  type Ceremony,
  type CeremonyEvent,
  stepCeremony,
} from '../os/credential/ceremony.ts'
import type { SystemMessage } from '../os/credential/message.ts'
import { menuFor } from '../os/credential/menu.ts'
import { OptionsError } from '../os/credential/options.ts'
import { type Refusal, refusalFor } from '../os/credential/refusal.ts'
import { takeRequest } from '../os/credential/request.ts'
import { changeDevice } from '../os/device.ts'
import type { PhoneCore } from './core.ts'
import type { PhonePorts } from './ports.ts'
import type { SheetDesk } from './sheet.ts'
import type { AppId, Reply } from './state.ts'

/** The part of the system that takes passkey requests from apps to a manager and back. */
export interface CredentialSystem {
  hear(app: AppId, caller: Caller, message: SystemMessage, reply: Reply): void
  /** One event of the request that is open. False: it belongs to none. */
  step(event: CeremonyEvent): boolean
  /** What the sheet was opened for. */
  handedOn(): ProviderRequest | null
  /** The app is gone: nobody waits for its request. */
  forget(app: AppId): void
}

type Asking = Extract<SystemMessage, { kind: 'create' | 'get' }>

interface Open {
  readonly app: AppId
  readonly messageId: string
  readonly reply: Reply
  readonly stopTimer: () => void
}

/** One request at a time: a newer one ends the older, as cancelled. */
export function credentialSystem(
  core: PhoneCore,
  { random, schedule }: PhonePorts,
  sheet: SheetDesk,
  takeBack: (requestId: string) => void,
): CredentialSystem {
  let open: Open | undefined

  const step = (event: CeremonyEvent): boolean => {
    const before = core.state().ceremony
    const taken = before === null ? undefined : stepCeremony(before, event)
    if (before === null || taken === undefined) return false
    const { next, answer } = taken
    core.set((state) => ({ ...state, ceremony: next }))
    noteStep(core, event)
    if (taken.takesBack) takeBack(before.request.requestId)
    if (event.type === 'provider-killed') sheet.kill()
    else if (before.phase === 'provider' && next?.phase !== 'provider') sheet.close()
    if (next?.phase === 'provider' && before.phase !== 'provider') handOn(core, sheet, next)
    if (next !== null) return true
    const ended = open
    open = undefined
    ended?.stopTimer()
    if (answer === undefined) return true
    core.note('The system answers the app', answer)
    ended?.reply(answer)
    return true
  }

  const begin = (app: AppId, caller: Caller, message: Asking, reply: Reply): void => {
    step({ type: 'cancel' })
    const taken = take(core, caller, encodeBase64url(random(16)), message)
    if ('name' in taken) return reply({ ok: false, error: taken })
    const { timeout } = taken.request.asked
    const stopTimer = schedule(timeout, () => step({ type: 'timeout' }))
    open = { app, messageId: message.id, reply, stopTimer }
    core.set((state) => ({ ...state, ceremony: taken }))
  }

  return {
    step,
    hear(app, caller, message, reply) {
      if (message.kind === 'verified') core.note('What Perch verified', message.report)
      else if (message.kind !== 'cancel') begin(app, caller, message, reply)
      else if (open?.app === app && open.messageId === message.id) step({ type: 'caller-gone' })
    },
    handedOn() {
      const { ceremony } = core.state()
      return ceremony?.phase === 'provider' ? ceremony.handedOn : null
    },
    forget(app) {
      if (open?.app === app) step({ type: 'caller-gone' })
    },
  }
}

/** The request with its menu, or why it gets none. */
function take(
  core: PhoneCore,
  caller: Caller,
  requestId: string,
  message: Asking,
): Ceremony | Refusal {
  const { device, listing } = core.state()
  const { kind, options } = message
  core.note(`${nameOf(caller)} asks for a passkey: ${kind}`, options)
  try {
    const request = takeRequest(device, caller, requestId, message)
    const menu = menuFor(device, listing, request)
    core.note('The system shows its menu', menu)
    return beginCeremony(request, menu)
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    core.note('The system refuses', { message: error.message })
    return refusalFor('bad_request', kind, caller, device.platform)
  }
}

/** Opens the sheet; from now on Android lists Keyward first. */
function handOn(
  core: PhoneCore,
  sheet: SheetDesk,
  { handedOn }: Extract<Ceremony, { phase: 'provider' }>,
): void {
  const change = { type: 'used-keyward' } as const
  core.set((state) => ({ ...state, device: changeDevice(state.device, change) }))
  core.note('The system asks Keyward', handedOn)
  sheet.open()
}

function noteStep(core: PhoneCore, event: CeremonyEvent): void {
  if (event.type === 'complete') core.note('Keyward answers', event.result)
  if (event.type === 'fail') core.note('Keyward refuses', { code: event.code })
  if (event.type === 'provider-killed') core.note('Keyward’s sheet was killed', {})
}

function nameOf(caller: Caller): string {
  return caller.kind === 'app' ? caller.app.name : caller.origin
}
