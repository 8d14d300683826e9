import { IconButton, Switch } from '@keyward/ui'
import Lock from 'lucide-react/icons/lock'
import Maximize from 'lucide-react/icons/maximize-2'
import { useCommand } from '../use-command.ts'
import { useKeyholder } from '../use-keyholder.ts'
import { extension } from '../../messages/en/extension.ts'
import { useSite } from '../use-site.ts'

/** The top of the popup: whether Keyward answers on this site, a tab with more room, and the lock. */
export function SiteBar() {
  const text = extension.site
  const { session } = useKeyholder()
  const lock = useCommand(() => session.lock(), { failed: 'toast' })
  const { site, isChanged, answer } = useSite()
  return (
    <header className="-mx-4 -mt-2 mb-2 flex items-center gap-1 border-b border-line px-4 py-1">
      <div className="min-w-0 flex-1 text-note break-words">
        {site === undefined ? null : site.kind === 'on' || site.kind === 'off' ? (
          <Switch
            label={text.label(site.host)}
            description={isChanged ? text.reload : site.kind === 'off' ? text.off : undefined}
            isOn={site.kind === 'on'}
            onChange={answer}
          />
        ) : (
          <p className="py-3 text-soft">{text[site.kind]}</p>
        )}
      </div>
      <IconButton label={text.open} icon={<Maximize />} onPress={openTab} />
      <IconButton label={text.lock} icon={<Lock />} onPress={() => void lock.run()} />
    </header>
  )
}

/** The same page without the popup's size. */
function openTab(): void {
  window.open(`${location.pathname}${location.hash}`, '_blank', 'noopener')
  window.close()
}
