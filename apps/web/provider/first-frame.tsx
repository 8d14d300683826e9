import { renderToString } from 'react-dom/server'
import { sheetDesk } from './desk/sheet-desk.ts'
import { ProviderSheet } from './provider-sheet.tsx'
import { NOTHING } from './request/about.ts'

/**
 * What a sheet shows before any script has run: written into the page when it is built, and taken
 * over as it is by the scripts. It never runs in a browser.
 */
export function firstFrame(): string {
  return renderToString(<ProviderSheet desk={sheetDesk()} about={NOTHING} biometricName="" />)
}
