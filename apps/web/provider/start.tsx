import { findShell } from '../shell/connect.ts'
import { type Ending, endingOfError } from './desk/ending.ts'
import { mountSheet } from './mount.tsx'
import { aboutRequest } from './request/about.ts'
import { runRequest } from './run.ts'

const { desk, show, taken } = mountSheet()

/** Says why nothing can be asked or answered here. There is nobody to tell. */
async function end(ending: Ending): Promise<void> {
  await taken
  await desk.ask({ kind: 'ended', ending })
  if (ending.kind === 'alone') location.assign('/')
  else desk.show({ kind: 'waiting', what: 'gone' })
}

/** Loaded beside the verification of the person: nothing of the vault is in the first paint. */
async function load() {
  return (await import('./vault/answer.ts')).answerAtSheet
}

/** Answers what the system asks. A page that no phone shows says what it is for. */
async function start(): Promise<void> {
  const [shell] = await Promise.all([findShell(window, document), taken])
  if (shell === undefined) return end({ kind: 'alone' })
  const { request } = await shell.port.call('provider.request', {})
  if (request === null || request.platform === 'browser') return end({ kind: 'idle' })
  const about = aboutRequest(request)
  await show(about, shell.biometricName)
  void shell.port.call('ui.secureScreen', { on: true }).catch(() => undefined)
  await runRequest({ shell, desk, about, search: location.search, load }, request)
}

start().catch((error: unknown) => void end(endingOfError(error) ?? { kind: 'unknown' }))
