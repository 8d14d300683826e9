import {
  type AppInfo,
  connectShell,
  type FramedWindow,
  type ShellPort,
  shellOfFrame,
} from '@keyward/channel'

/** The phone in whose app this page is shown. */
export interface Shell {
  readonly port: ShellPort
  readonly info: AppInfo
  /** As the device calls its biometrics. */
  readonly biometricName: BiometricName
}

export type BiometricName = 'Face ID' | 'Touch ID' | 'face unlock' | 'fingerprint'

const NAMES: Readonly<Record<AppInfo['caps']['biometricKind'], BiometricName>> = {
  'face-id': 'Face ID',
  'touch-id': 'Touch ID',
  'face-unlock': 'face unlock',
  fingerprint: 'fingerprint',
}

/**
 * The origin that may be this page's shell, as the server has written it into the page; undefined
 * where there is none.
 */
export function shellOrigin(page: Pick<Document, 'querySelector'>): string | undefined {
  const content = page.querySelector('meta[name="keyward-shell"]')?.getAttribute('content') ?? ''
  return URL.parse(content)?.origin === content ? content : undefined
}

/**
 * Connects to the shell, if this page is framed by the one that the server names.
 *
 * @returns undefined in a plain browser
 * @throws {ChannelError} when the frame's owner is not that shell, or does not answer
 */
export async function findShell(
  window: FramedWindow,
  page: Pick<Document, 'querySelector'>,
): Promise<Shell | undefined> {
  const origin = shellOrigin(page)
  if (origin === undefined || (window.parent as unknown) === window) return undefined
  const port = connectShell(await shellOfFrame(window, origin))
  const info = await port.call('app.info', {})
  // Only a page of the extension has a browser for its shell, and that is in no frame.
  if (info.platform === 'browser') return undefined
  return { port, info, biometricName: NAMES[info.caps.biometricKind] }
}
