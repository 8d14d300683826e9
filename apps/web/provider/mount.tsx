import { hydrateRoot, type Root } from 'react-dom/client'
import { readTheme, showTheme } from '../platform/theme.ts'
import { parseWithoutEval } from '../platform/without-eval.ts'
import { provider } from '../messages/en/provider.ts'
import { type SheetDesk, sheetDesk } from './desk/sheet-desk.ts'
import { ProviderSheet } from './provider-sheet.tsx'
import { type About, NOTHING } from './request/about.ts'

/** The sheet of this page, over the first frame that came with it. */
export interface MountedSheet {
  readonly desk: SheetDesk
  /** Shows who asks for what. */
  show(about: About, biometricName: string): Promise<void>
  /** Resolves once the first frame is the scripts': before that nothing else may be shown. */
  readonly taken: Promise<unknown>
}

export function mountSheet(): MountedSheet {
  parseWithoutEval()
  showTheme(readTheme())
  document.title = provider.name
  const place = document.querySelector('#sheet')
  if (place === null) throw new TypeError('The page has no place for the sheet.')
  const desk = sheetDesk()
  const sheet = (about: About, biometricName: string, onTaken?: () => void) => (
    <ProviderSheet desk={desk} about={about} biometricName={biometricName} onTaken={onTaken} />
  )
  const taken = new Promise<Root>((resolve) => {
    const root = hydrateRoot(
      place,
      sheet(NOTHING, '', () => resolve(root)),
    )
  })
  return {
    desk,
    taken,
    show: async (about, biometricName) => (await taken).render(sheet(about, biometricName)),
  }
}
