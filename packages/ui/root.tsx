import type { ReactNode } from 'react'
import { I18nProvider, RouterProvider } from 'react-aria-components'
import { SpokenRegion } from './status/spoken-region.tsx'

export interface UiRootProps {
  /** Goes to an address of the app without loading it anew. All links of this package use it. */
  readonly navigate: (href: string) => void
  /** The address that a link to a place of the app has, where it is another than the place. */
  readonly hrefOf?: ((href: string) => string) | undefined
  /** The language of the messages, which is also that of React Aria's own announcements. */
  readonly locale: string
  readonly children: ReactNode
}

/** Around the whole app, once: how links navigate, the language, and what is said and not shown. */
export function UiRoot({ navigate, hrefOf, locale, children }: UiRootProps) {
  return (
    <I18nProvider locale={locale}>
      <RouterProvider navigate={navigate} {...(hrefOf === undefined ? {} : { useHref: hrefOf })}>
        {children}
      </RouterProvider>
      <SpokenRegion />
    </I18nProvider>
  )
}
