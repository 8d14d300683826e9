import type { DirectoryApp } from '@keyward/protocol'
import { AppIcon, Badge, List } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { OutLink } from './out-link.tsx'

const text = messages.directory

/** Apps, each with what a passkey does there and where it is looked after. */
export function AppList({ apps }: { readonly apps: readonly DirectoryApp[] }) {
  return (
    <List isCard label={text.list}>
      {apps.map((app) => (
        <AppRow key={app.domains[0]} app={app} />
      ))}
    </List>
  )
}

function AppRow({ app }: { readonly app: DirectoryApp }) {
  const { name, domains, signIn, secondFactor, settings, documentation } = app
  return (
    <li className="flex flex-col gap-1 px-3 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <AppIcon name={name} />
        <div className="min-w-0 flex-1 basis-28">
          <div className="text-body font-medium break-words">{name}</div>
          <div className="text-note break-words text-soft">{domains[0]}</div>
        </div>
        <div className="flex flex-wrap gap-1">
          {signIn ? <Badge tone="brass">{text.signIn}</Badge> : null}
          {secondFactor ? <Badge>{text.secondFactor}</Badge> : null}
        </div>
      </div>
      {settings === null && documentation === null ? null : (
        <div className="-mb-2 flex flex-wrap pl-9">
          {settings === null ? null : (
            <OutLink href={settings} label={text.open(name)}>
              {text.settings}
            </OutLink>
          )}
          {documentation === null ? null : (
            <OutLink href={documentation} label={text.documentationOf(name)}>
              {text.documentation}
            </OutLink>
          )}
        </div>
      )}
    </li>
  )
}
