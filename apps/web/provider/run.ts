import type { PhoneRequest } from '@keyward/channel'
import type { Answered } from '@keyward/keyholder/provider'
import { deviceOf } from '../platform/names.ts'
import { BIOMETRIC_KEY } from '../shell/biometric-key.ts'
import type { Shell } from '../shell/connect.ts'
import { provider as text } from '../messages/en/provider.ts'
import { type Ending, endingOf, endingOfError } from './desk/ending.ts'
import type { SheetDesk } from './desk/sheet-desk.ts'
import { beginCheck } from './person/check.ts'
import type { About } from './request/about.ts'
import { unlessLeft } from './unless-left.ts'
import type { Sitting } from './vault/answer.ts'

/** What a run stands on. */
export interface RunPorts {
  readonly shell: Pick<Shell, 'info' | 'biometricName'> & { readonly port: Sitting['shell'] }
  readonly desk: SheetDesk
  readonly about: About
  /** The address's query, which names a simulated phone. */
  readonly search: string
  /** Loads what answers, beside the verification of the person. */
  readonly load: () => Promise<(sitting: Sitting) => Promise<Answered>>
}

/**
 * Takes one request of the system from its arrival to its end. The person is verified at once, while
 * the vault is loaded. Where the request can't be answered, the person reads why before the app is
 * told. Never rejects.
 */
export async function runRequest(ports: RunPorts, request: PhoneRequest): Promise<void> {
  const { shell, desk } = ports
  const { requestId } = request
  shell.port.on('provider.cancelled', (gone) => {
    if (gone.requestId === requestId) desk.takeBack()
  })
  const { ending, answered } = await attempt(ports, request)
  if (answered?.outcome === 'completed' || desk.isTakenBack()) return
  const given = ending && (await desk.ask({ kind: 'ended', ending }))
  if (given === 'settings')
    await shell.port.call('provider.openSettings', {}).catch(() => undefined)
  if (answered?.outcome === 'undelivered' || desk.isTakenBack()) return
  const code = answered?.code ?? (ending === undefined ? 'user_cancelled' : 'unknown')
  await shell.port.call('provider.fail', { requestId, code }).catch(() => undefined)
}

interface Outcome {
  readonly ending: Ending | undefined
  readonly answered?: Answered
}

async function attempt(ports: RunPorts, request: PhoneRequest): Promise<Outcome> {
  try {
    const sitting = await prepare(ports, request)
    if (sitting === undefined) return { ending: { kind: 'too-old' } }
    const answering = ports.load().then((answer) => answer(sitting))
    const answered = await unlessLeft(ports.desk.signal, answering)
    if (answered === undefined) return { ending: undefined }
    return { ending: endingOf(answered, request.kind), answered }
  } catch (error) {
    return { ending: endingOfError(error) }
  }
}

/** undefined when the system has no passkey managers. */
async function prepare(
  { shell, desk, about, search }: RunPorts,
  request: PhoneRequest,
): Promise<Sitting | undefined> {
  const { port, info, biometricName } = shell
  const [status, { has }] = await Promise.all([
    port.call('provider.status', {}),
    port.call('secure.has', { key: BIOMETRIC_KEY }),
  ])
  if (!status.supported) return undefined
  const isEnrolled = info.caps.biometric === 'strong'
  const isVerificationSetUp = isEnrolled && has
  const words = text.prompt
  const prompt = about.kind === 'create' ? words.create(about.app) : words.signIn(about.app)
  const check = beginCheck(port, prompt.slice(0, 300))
  if (status.enabled && isVerificationSetUp) {
    desk.show({ kind: 'waiting', what: 'verifying' })
    check.begin()
  }
  return {
    shell: port,
    desk,
    request,
    check,
    prompt: prompt.slice(0, 300),
    device: deviceOf(search),
    says: {
      platform: info.platform,
      isEnrolled,
      prompt: { turnOn: words.turnOn(biometricName) },
    },
    isProviderEnabled: status.enabled,
    isVerificationSetUp,
  }
}
