import { Button, LinkButton } from '@keyward/ui'
import { useCommand } from '../../app/use-command.ts'
import { useShell } from '../../app/use-shell.ts'

export interface OutLinkProps {
  /** An https address. */
  readonly href: string
  /** Its whole name, for who does not see what it stands beside. */
  readonly label: string
  readonly children: string
}

/** Leads out of the app: in another tab without a referrer, or by the phone's system. */
export function OutLink({ href, label, children }: OutLinkProps) {
  const shell = useShell()
  const open = useCommand(
    async () => {
      await shell?.port.call('ui.openUrl', { url: href })
    },
    { failed: 'toast' },
  )
  if (shell === undefined)
    return (
      <LinkButton tone="plain" isExternal href={href} ariaLabel={label}>
        {children}
      </LinkButton>
    )
  return (
    <Button tone="plain" ariaLabel={label} onPress={() => void open.run()}>
      {children}
    </Button>
  )
}
