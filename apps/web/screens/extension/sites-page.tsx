import { useState } from 'react'
import { Banner, Button, EmptyState, IconButton, List, ListRow, TextField } from '@keyward/ui'
import Globe from 'lucide-react/icons/globe'
import X from 'lucide-react/icons/x'
import { Form } from '../../app/parts/form.tsx'
import { refresh } from '../../app/query-client.ts'
import { tell } from '../../app/tell.ts'
import { useRead } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { extensionBrowser } from '../../extension/browser.ts'
import { type NeverHosts, readNeverHosts, setNever } from '../../extension/sites.ts'
import { extension } from '../../messages/en/extension.ts'
import { Setting } from '../settings/setting.tsx'
import { hostOf } from './host-of.ts'

/** The sites that are left to the browser. What the organisation has set stays. */
export function SitesPage() {
  const text = extension.sites
  const { data: hosts } = useRead(views.neverHosts, () => readNeverHosts(extensionBrowser()))
  const change = async (host: string, isNever: boolean): Promise<void> => {
    await setNever(extensionBrowser(), host, isNever)
    if (!isNever) tell(text.removed(host))
    refresh('device')
  }
  return (
    <Setting title={text.title} text={text.text}>
      {hosts === undefined ? null : (
        <Hosts hosts={hosts} onRemove={(host) => void change(host, false)} />
      )}
      {hosts?.isManaged === false ? <AddHost onAdd={(host) => void change(host, true)} /> : null}
    </Setting>
  )
}

interface HostsProps {
  readonly hosts: NeverHosts
  readonly onRemove: (host: string) => void
}

function Hosts({ hosts: { hosts, isManaged }, onRemove }: HostsProps) {
  const text = extension.sites
  if (hosts.length === 0) return <EmptyState title={text.empty}>{text.emptyText}</EmptyState>
  return (
    <>
      {isManaged ? <Banner tone="info" title={text.managed} isAnnounced={false} /> : null}
      <List isCard label={text.list}>
        {hosts.map((host) => (
          <ListRow
            key={host}
            title={host}
            icon={<Globe />}
            trailing={
              isManaged ? undefined : (
                <IconButton label={text.remove(host)} icon={<X />} onPress={() => onRemove(host)} />
              )
            }
          />
        ))}
      </List>
    </>
  )
}

function AddHost({ onAdd }: { readonly onAdd: (host: string) => void }) {
  const text = extension.sites
  const [typed, setTyped] = useState('')
  const [isMistake, setMistake] = useState(false)
  const submit = (): void => {
    const host = hostOf(typed)
    setMistake(host === undefined)
    if (host === undefined) return
    onAdd(host)
    setTyped('')
  }
  return (
    <Form onSubmit={submit}>
      <TextField
        label={text.add}
        description={text.addText}
        inputMode="url"
        value={typed}
        onChange={setTyped}
        error={isMistake ? text.mistake : undefined}
      />
      <Button type="submit" isWide>
        {text.submit}
      </Button>
    </Form>
  )
}
