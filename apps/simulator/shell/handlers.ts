import { encodeBase64url } from '@keyward/codec'
import { type AppInfo, ChannelError, type ShellHandlers } from '@keyward/channel'
import { hasManagers, offersKeyward } from '../os/device.ts'
import { apiLevel } from '../os/kinds.ts'
import { EMPTY_LISTING, replaceListing } from '../os/listing.ts'
import { blobHandlers } from './blobs.ts'
import type { PhoneCore } from './core.ts'
import type { CredentialSystem } from './credentials.ts'
import type { DemoPerson, PhonePorts } from './ports.ts'
import type { PromptDesk } from './prompts.ts'
import { secureHandlers } from './secure-handlers.ts'
import type { PhoneState, Surface } from './state.ts'

export interface HandlerParts {
  readonly core: PhoneCore
  readonly ports: PhonePorts
  readonly prompts: PromptDesk
  readonly credentials: CredentialSystem
  readonly openSettings: (page: PhoneState['settingsPage']) => void
}

/** How long a text that was marked as sensitive stays on the clipboard, in milliseconds. */
const CLIPBOARD_LIFE = 60_000

/** The whole contract of the shells, as this phone keeps it, for one surface of Keyward. */
export function shellHandlers(surface: Surface, parts: HandlerParts): ShellHandlers {
  const { core, ports } = parts
  return {
    'app.info': () => appInfo(core.state(), surface, ports.person),
    'random.bytes': ({ length }) => ({ bytes: encodeBase64url(ports.random(length)) }),
    'ui.secureScreen': ({ on }) => {
      core.set((state) => ({ ...state, isScreenSecure: on }))
      return {}
    },
    'ui.openUrl': ({ url }) => {
      core.set((state) => ({ ...state, openedUrl: url }))
      return {}
    },
    'clipboard.writeSensitive': async ({ text }) => {
      await ports.writeClipboard(text)
      ports.schedule(CLIPBOARD_LIFE, () => void ports.writeClipboard('').catch(() => undefined))
      return {}
    },
    ...providerHandlers(parts),
    ...indexHandlers(core),
    ...networkHandlers(core, ports),
    ...blobHandlers(core, ports.storage),
    ...secureHandlers(surface, parts),
  }
}

function providerHandlers({ core, credentials, openSettings }: HandlerParts): ShellHandlers {
  return {
    'provider.status': () => {
      const { device } = core.state()
      return { supported: hasManagers(device), enabled: offersKeyward(device) }
    },
    'provider.openSettings': () => {
      openSettings('passwords')
      return {}
    },
    'provider.request': () => ({ request: credentials.handedOn() }),
    'provider.complete': (params) => ended(credentials.step({ type: 'complete', ...params })),
    'provider.fail': (params) => ended(credentials.step({ type: 'fail', ...params })),
  }
}

function ended(isTaken: boolean): Record<never, never> {
  if (isTaken) return {}
  throw new ChannelError('conflict', 'This request has ended already.')
}

function indexHandlers(core: PhoneCore): ShellHandlers {
  return {
    'index.replace': (params) => {
      const listing = replaceListing(core.state().listing, params)
      if (listing === undefined) {
        throw new ChannelError('conflict', 'The system has another generation of the listing.')
      }
      core.set((state) => ({ ...state, listing }))
      return { count: listing.entries.length }
    },
    'index.clear': () => {
      core.set((state) => ({ ...state, listing: EMPTY_LISTING }))
      return { count: 0 }
    },
  }
}

function networkHandlers(core: PhoneCore, { network }: PhonePorts): ShellHandlers {
  const online = <P, R>(ask: (params: P) => Promise<R>) => {
    return (params: P): Promise<R> => {
      if (!core.state().device.isAirplane) return ask(params)
      throw new ChannelError('offline', 'The phone is in airplane mode.')
    }
  }
  return { 'net.server': online(network.server), 'net.assetLinks': online(network.assetLinks) }
}

function appInfo(
  { device }: PhoneState,
  surface: Surface,
  person: DemoPerson | undefined,
): AppInfo {
  const { platform, osVersion, kind, enrolment } = device
  return {
    platform,
    osVersion: `${osVersion}.0`,
    ...(platform === 'android' ? { apiLevel: apiLevel(osVersion) } : {}),
    appVersion: '0.1.0',
    surface,
    caps: {
      biometric: enrolment.count > 0 ? 'strong' : 'none',
      biometricKind: kind,
      deviceCredential: true,
      singleTap: false,
      conditionalCreate: false,
      prf: platform === 'android' || osVersion >= 18,
    },
    ...(person === undefined ? {} : { demo: person }),
  }
}
