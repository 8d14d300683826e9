import { hydrateRoot, type Root } from 'react-dom/client'
import { findShell } from '../shell/connect.ts'
import { readTheme, showTheme } from '../platform/theme.ts'
import { parseWithoutEval } from '../platform/without-eval.ts'
import { provider } from '../messages/en/provider.ts'
import { endingOfError } from './desk/ending.ts'
import { sheetDesk } from './desk/sheet-desk.ts'
import type { Ending } from './desk/ending.ts'
import { ProviderSheet } from './provider-sheet.tsx'
import { type About, aboutRequest, NOTHING } from './request/about.ts'
import { runRequest } from './run.ts'

parseWithoutEval()
showTheme(readTheme())
document.title = provider.name
const place = document.querySelector('#sheet')
if (place === null) throw new TypeError('The page has no place for the sheet.')
const desk = sheetDesk()

/** The page comes with the first frame in it, and nothing else may be shown before that is taken over. */
const taken = new Promise<Root>((resolve) => {
  const root = hydrateRoot(
    place,
    sheet(NOTHING, '', () => resolve(root)),
  )
})

function sheet(about: About, biometricName: string, onTaken?: () => void) {
  return <ProviderSheet desk={desk} about={about} biometricName={biometricName} onTaken={onTaken} />
}

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
  const [shell, root] = await Promise.all([findShell(window, document), taken])
  if (shell === undefined) return end({ kind: 'alone' })
  const { request } = await shell.port.call('provider.request', {})
  if (request === null) return end({ kind: 'idle' })
  const about = aboutRequest(request)
  root.render(sheet(about, shell.biometricName))
  void shell.port.call('ui.secureScreen', { on: true }).catch(() => undefined)
  await runRequest({ shell, desk, about, search: location.search, load }, request)
}

start().catch((error: unknown) => void end(endingOfError(error) ?? { kind: 'unknown' }))
