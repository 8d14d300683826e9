import { connectShell } from '@keyward/channel'
import { extensionBrowser } from '../../extension/browser.ts'
import { backgroundPort } from '../../extension/shell-port.ts'
import { type Ending, endingOfError } from '../desk/ending.ts'
import { mountSheet } from '../mount.tsx'
import { aboutRequest } from '../request/about.ts'
import { runInBrowser } from './run.ts'

const { desk, show, taken } = mountSheet()
announce()

/** The window holds one question and nothing else: assistive programs name it as they name a dialog. */
function announce(): void {
  const sheet = document.querySelector('#sheet')
  sheet?.setAttribute('role', 'dialog')
  sheet?.setAttribute('aria-label', document.title)
}

/** Says why nothing can be asked or answered here. There is nobody to tell. */
async function end(ending: Ending): Promise<void> {
  await taken
  await desk.ask({ kind: 'ended', ending })
  window.close()
}

/** Begun beside everything else that is done here. */
const answering = import('./answer.ts').then(({ beginAnswering }) => beginAnswering())
answering.catch(() => undefined)

/** Answers what a page asks, through the extension's background, which alone knows the page. */
async function start(): Promise<void> {
  const port = connectShell(backgroundPort(extensionBrowser().runtime))
  const [{ request }] = await Promise.all([port.call('provider.request', {}), taken])
  if (request?.platform !== 'browser') return end({ kind: 'idle' })
  await show(aboutRequest(request), '')
  await runInBrowser({ port, desk, load: () => answering, close: () => window.close() }, request)
}

start().catch((error: unknown) => void end(endingOfError(error) ?? { kind: 'unknown' }))
