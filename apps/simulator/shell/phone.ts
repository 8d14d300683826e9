import type { MessagePortLike, ServedShell } from '@keyward/channel'
import { serveShell } from '@keyward/channel'
import type { PromptAct } from '../os/biometrics.ts'
import type { Caller } from '../os/credential/caller.ts'
import type { CeremonyEvent } from '../os/credential/ceremony.ts'
import type { SystemMessage } from '../os/credential/message.ts'
import { changeDevice, type DeviceChange } from '../os/device.ts'
import { makeCore } from './core.ts'
import { credentialSystem } from './credentials.ts'
import { shellHandlers } from './handlers.ts'
import type { PhonePorts } from './ports.ts'
import { promptDesk } from './prompts.ts'
import { sheetDesk } from './sheet.ts'
import {
  type AppId,
  type PhoneState,
  type Reply,
  type Surface,
  withFront,
  withoutApp,
} from './state.ts'

/** One simulated phone: its state, what a person can do with it, and what frames can ask of it. */
export interface Phone {
  /** The same object until something changes. */
  state(): PhoneState
  /** Calls after each change. Gives the function that stops it. */
  subscribe(listener: () => void): () => void
  open(app: AppId): void
  openSettings(page: PhoneState['settingsPage']): void
  goHome(): void
  toggleSwitcher(): void
  /** Ends an app, or the sheet of the passkey manager, as the system would: without a word to it. */
  kill(target: AppId | 'provider'): void
  change(change: DeviceChange): void
  actOnPrompt(act: PromptAct): void
  actOnCeremony(event: CeremonyEvent): void
  dismissUrl(): void
  /** Tells Keyward that the system lost its listing. */
  loseListing(): void
  /** Gives a frame of Keyward the shell that it asked for. A frame has one port at a time. */
  attach(surface: Surface, port: MessagePortLike): void
  /** Hears a message of an app or a page; the caller is who the browser says it is. */
  hear(app: AppId, caller: Caller, message: SystemMessage, reply: Reply): void
}

/** Turns on a phone that is as `state` says. */
export function makePhone(initial: PhoneState, ports: PhonePorts): Phone {
  const core = makeCore(initial, ports)
  const shells = new Map<Surface, ServedShell>()
  const prompts = promptDesk(core)
  const cut = (surface: Surface): void => {
    shells.get(surface)?.close()
    shells.delete(surface)
    prompts.drop(surface)
  }
  const sheet = sheetDesk(core, ports, () => cut('provider'))
  const credentials = credentialSystem(core, ports, sheet, (requestId) =>
    shells.get('provider')?.emit('provider.cancelled', { requestId }),
  )
  const openSettings = (page: PhoneState['settingsPage']): void =>
    core.set((state) => ({ ...withFront(state, 'settings'), settingsPage: page }))
  const handlers = { core, ports, prompts, credentials, openSettings }
  watchForeground(core, () => shells.get('app'))

  return {
    state: core.state,
    subscribe: core.subscribe,
    open: (app) => core.set((state) => withFront(state, app)),
    openSettings,
    goHome: () => core.set((state) => ({ ...state, front: null, showsSwitcher: false })),
    toggleSwitcher: () => core.set((state) => ({ ...state, showsSwitcher: !state.showsSwitcher })),
    kill(target) {
      if (target === 'provider') {
        credentials.step({ type: 'provider-killed' })
        return
      }
      if (target === 'keyward') cut('app')
      credentials.forget(target)
      core.set((state) => withoutApp(state, target))
    },
    change: (change) =>
      core.set((state) => ({ ...state, device: changeDevice(state.device, change) })),
    actOnPrompt: prompts.act,
    actOnCeremony: credentials.step,
    dismissUrl: () => core.set((state) => ({ ...state, openedUrl: null })),
    loseListing() {
      for (const shell of shells.values()) shell.emit('index.invalidated', {})
    },
    attach(surface, port) {
      cut(surface)
      shells.set(surface, serveShell(port, shellHandlers(surface, handlers)))
    },
    hear: credentials.hear,
  }
}

/** Tells Keyward's app whenever it comes to the front or leaves it. */
function watchForeground(
  core: ReturnType<typeof makeCore>,
  shell: () => ServedShell | undefined,
): void {
  let before = isInFront(core.state())
  core.subscribe(() => {
    const now = isInFront(core.state())
    if (now === before) return
    before = now
    shell()?.emit(now ? 'app.foreground' : 'app.background', {})
  })
}

function isInFront({ front, showsSwitcher, device }: PhoneState): boolean {
  return front === 'keyward' && !showsSwitcher && !device.isLocked
}
