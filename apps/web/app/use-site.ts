import { useState } from 'react'
import { refresh } from './query-client.ts'
import { useRead } from './use-view.ts'
import { views } from './views.ts'
import { extensionBrowser } from '../extension/browser.ts'
import { readSite, setNever, type Site } from '../extension/sites.ts'

export interface SiteView {
  /** undefined until it was read. */
  readonly site: Site | undefined
  /** It was changed since the popup was opened: the page has to be loaded again. */
  readonly isChanged: boolean
  readonly answer: (isOn: boolean) => void
}

/** The page that the popup was opened on. */
export function useSite(): SiteView {
  const { data: site } = useRead(views.site, () => readSite(extensionBrowser()))
  const [isChanged, setChanged] = useState(false)
  const change = async (isOn: boolean): Promise<void> => {
    if (site?.kind !== 'on' && site?.kind !== 'off') return
    await setNever(extensionBrowser(), site.host, !isOn)
    setChanged(true)
    refresh('device')
  }
  return { site, isChanged, answer: (isOn) => void change(isOn) }
}
