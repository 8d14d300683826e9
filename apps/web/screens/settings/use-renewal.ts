import type { Session, ShownKit } from '@keyward/keyholder/session'
import { paths } from '../../app/paths.ts'
import { showKit } from '../../app/show-kit.ts'
import { type Command, useCommand } from '../../app/use-command.ts'
import { useGo } from '../../app/use-go.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'

/**
 * What makes new keys, with the passphrase that is in use: it is checked first, so that a slip of the
 * finger never becomes the new one. Afterwards the new kit is shown.
 */
export function useRenewal(
  renew: (session: Session, passphrase: string) => Promise<ShownKit>,
): Command<[passphrase: string], ShownKit> {
  const { session } = useKeyholder()
  const onKit = useKitScreen()
  return useCommand(
    async (passphrase: string) => {
      await session.unlock({ by: 'passphrase', passphrase })
      return renew(session, passphrase)
    },
    { onDone: onKit },
  )
}

/** Goes to where a new kit is shown once, and from there back to the settings. */
export function useKitScreen(): (kit: ShownKit) => void {
  const go = useGo()
  return (kit) => {
    showKit(kit, paths.settings)
    go(paths.kit, { replace: true })
  }
}
