import { createRoot } from 'react-dom/client'
import '@keyward/ui/styles.css'
import { findShell } from '../shell/connect.ts'
import { readTheme, showTheme } from '../platform/theme.ts'
import { parseWithoutEval } from '../platform/without-eval.ts'
import { provider } from '../messages/en/provider.ts'
import { endingOfError } from './desk/ending.ts'
import { sheetDesk } from './desk/sheet-desk.ts'
import type { Ending } from './desk/ending.ts'
import { ProviderSheet } from './provider-sheet.tsx'
import { type About, aboutRequest } from './request/about.ts'
import { runRequest } from './run.ts'

parseWithoutEval()
showTheme(readTheme())
document.title = provider.name
const place = document.querySelector('#sheet')
if (place === null) throw new TypeError('The page has no place for the sheet.')
const root = createRoot(place)
const desk = sheetDesk()

const NOTHING: About = { kind: 'get', platform: 'ios', app: '', address: '', isChecked: false }

function show(about: About, biometricName: string): void {
  root.render(<ProviderSheet desk={desk} about={about} biometricName={biometricName} />)
}

/** Says why nothing can be asked or answered here. There is nobody to tell. */
async function end(ending: Ending): Promise<void> {
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
  // The frame is there before anybody has said what it is for.
  show(NOTHING, '')
  const shell = await findShell(window, document)
  if (shell === undefined) return end({ kind: 'alone' })
  const { request } = await shell.port.call('provider.request', {})
  if (request === null) return end({ kind: 'idle' })
  const about = aboutRequest(request)
  show(about, shell.biometricName)
  void shell.port.call('ui.secureScreen', { on: true }).catch(() => undefined)
  await runRequest({ shell, desk, about, search: location.search, load }, request)
}

start().catch((error: unknown) => void end(endingOfError(error) ?? { kind: 'unknown' }))
