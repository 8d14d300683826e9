import type { ReactNode } from 'react'
import type { HelpPage } from '../../app/help-for.ts'
import { HelpLink } from '../../app/parts/help-link.tsx'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { paths } from '../../app/paths.ts'
import { messages } from '../../messages/messages.ts'

export interface SettingProps {
  readonly title: string
  readonly text?: string
  /** The page of the help about it. */
  readonly help?: HelpPage
  readonly children: ReactNode
}

/** The frame of each setting's page, with the way back and to the help. */
export function Setting({ title, text, help, children }: SettingProps) {
  return (
    <InnerPage
      title={title}
      back={{ href: paths.settings, label: messages.settings.title }}
      description={text}
    >
      {children}
      {help === undefined ? null : (
        <p className="text-note">
          <HelpLink page={help} />
        </p>
      )}
    </InnerPage>
  )
}
