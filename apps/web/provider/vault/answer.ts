import { ChannelError, type PhoneRequest, type ShellPort } from '@keyward/channel'
import {
  type Answered,
  type AnswerPorts,
  answerRequest,
  privilegedBrowsers,
} from '@keyward/keyholder/provider'
import { wait } from '../../platform/wait.ts'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import { leaveNote } from '../../lend/note.ts'
import type { Check } from '../person/check.ts'
import { personAtSheet } from '../person/person.ts'
import type { DeviceSays } from '../person/ports.ts'
import { askedAnew } from '../request/asked-anew.ts'
import { afterwards } from './after-save.ts'
import { openSheetVault } from './open-vault.ts'

/** What was found out before anything of the vault was loaded. */
export interface Sitting {
  readonly shell: Pick<ShellPort, 'call' | 'on'>
  readonly desk: SheetDesk
  readonly request: PhoneRequest
  readonly check: Check
  /** The sentence in the system's prompt. */
  readonly prompt: string
  /** Names the simulated phone. */
  readonly device: string | undefined
  readonly says: DeviceSays
  readonly isProviderEnabled: boolean
  readonly isVerificationSetUp: boolean
}

/**
 * Answers the request, with the person at the sheet. The system is told a result; how a request
 * failed is told it by the caller, once the person has read why.
 *
 * @throws {KeyholderError} `replica.*` before anything was asked
 */
export async function answerAtSheet(sitting: Sitting): Promise<Answered> {
  const { shell, desk, check, prompt, device, says } = sitting
  const { request, preferred } = askedAnew(sitting.request)
  const seat = { device, shell, keys: check.port, prompt }
  const { keyholder, unlocking, provider, rows } = await openSheetVault(seat)
  const after = afterwards(keyholder, shell)
  const person = personAtSheet({
    desk,
    unlocking,
    check,
    prompt,
    device: says,
    verifyUser: (text) => verifyUser(shell, text),
    leaveNote: () => leaveNote(device),
    afterSave: after,
    preferred,
    wait,
  })
  shell.on('index.invalidated', () => void after.list())
  const { isProviderEnabled, isVerificationSetUp } = sitting
  const answered = await answerRequest(
    { isProviderEnabled, isVerificationSetUp, provider },
    person,
    request,
    { ...portsOf(shell), rows },
    desk.signal,
  )
  // The sheet may be gone any moment: what is not sent now is sent by the app.
  if (answered.outcome === 'completed') void after.exchange()
  return answered
}

function portsOf(shell: Pick<ShellPort, 'call'>): Omit<AnswerPorts, 'rows'> {
  return {
    complete: (requestId, result) =>
      shell.call('provider.complete', { requestId, result: result as never }),
    fail: () => Promise.resolve(),
    privileged: privilegedBrowsers,
    async assetLinks(rpId) {
      try {
        return await shell.call('net.assetLinks', { rpId })
      } catch (error) {
        if (error instanceof ChannelError) return undefined
        throw error
      }
    },
  }
}

async function verifyUser(shell: Pick<ShellPort, 'call'>, prompt: string) {
  const { type } = await shell.call('user.verify', { prompt, allowDeviceCredential: false })
  return type
}
