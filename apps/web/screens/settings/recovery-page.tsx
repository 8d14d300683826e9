import { useState } from 'react'
import { Banner, Section, SegmentedControl } from '@keyward/ui'
import { useSession } from '../../app/use-session.ts'
import { messages } from '../../messages/messages.ts'
import { ChangePassphrase } from './change-passphrase.tsx'
import { RenewKit } from './renew-kit.tsx'
import { Setting } from './setting.tsx'

type What = 'kit' | 'passphrase'

/** A new recovery kit, with the same passphrase or another one, and new keys with both. */
export function RecoveryPage() {
  const text = messages.settings.recovery
  const state = useSession()
  const [what, setWhat] = useState<What>('kit')
  const isDue = state.kind !== 'none' && state.known.areKeysDue
  return (
    <Setting title={text.title} text={text.text} help="recovery">
      {isDue ? <Banner tone="warn" title={text.due} /> : null}
      <SegmentedControl
        label={text.by}
        choices={[
          { value: 'kit', label: text.kit },
          { value: 'passphrase', label: text.change },
        ]}
        value={what}
        onChange={setWhat}
      />
      <p className="text-body text-soft">{what === 'kit' ? text.kitText : text.changeText}</p>
      {what === 'kit' ? <RenewKit /> : <ChangePassphrase isDue={isDue} />}
      <Section title={text.oldTitle}>
        <ul className="flex list-disc flex-col gap-2 pl-5 text-body text-soft">
          {text.old.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
    </Setting>
  )
}
