import { useEffect, useRef } from 'react'
import { Badge, Column, List, ListRow, PageHeader, Section } from '@keyward/ui'
import { useGo } from '../../app/use-go.ts'
import { messages } from '../../messages/messages.ts'
import { SignOut } from './sign-out.tsx'
import { useSettingsRows } from './use-settings-rows.tsx'

export interface SettingsListProps {
  /** The path that is shown. */
  readonly current: string
  /** Whether a phone shows the list. */
  readonly isShown: boolean
}

/** All settings that there are for this member on this device. */
export function SettingsList({ current, isShown }: SettingsListProps) {
  const text = messages.settings
  const go = useGo()
  const sections = useSettingsRows()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isShown) document.title = messages.app.title(text.title)
    if (isShown && document.activeElement === document.body) heading.current?.focus()
  }, [isShown, text.title])
  return (
    <Column header={<PageHeader title={text.title} headingRef={heading} />}>
      <div className="flex flex-col gap-4 pb-10">
        {sections.map(({ id, rows }) => (
          <Section key={id} title={text.sections[id]}>
            <List isCard label={text.sections[id]}>
              {rows.map(({ href, title, subtitle, icon, state }) => (
                <ListRow
                  key={href}
                  href={href}
                  title={title}
                  subtitle={subtitle}
                  icon={icon}
                  trailing={
                    state === undefined ? undefined : <Badge tone={state.tone}>{state.label}</Badge>
                  }
                  isSelected={current === href}
                  onAction={() => go(href)}
                />
              ))}
            </List>
          </Section>
        ))}
        <SignOut />
      </div>
    </Column>
  )
}
