import { useState } from 'react'
import { revealSecrets } from '@keyward/keyholder/commands'
import { PropertyRow } from '@keyward/ui'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useVaultVersion } from '../../../app/use-vault-version.ts'
import { messages } from '../../../messages/messages.ts'
import { useCopy } from '../parts/use-copy.ts'
import { HiddenValue } from './hidden-value.tsx'

export interface SecretRowProps {
  readonly accountId: string
  readonly secret: 'password' | 'note'
}

const NAMES = { password: 'password', note: 'notes' } as const

/** A secret that is opened when it is asked for, each time with a note in the activity. */
export function SecretRow({ accountId, secret }: SecretRowProps) {
  const text = messages.accounts
  const name = text.fields[NAMES[secret]]
  const desk = useDesk()
  const version = useVaultVersion()
  const [opened, setOpened] = useState<{ readonly value: string; readonly version: number }>()
  // After a change it may not be what is kept any more, and is hidden.
  const shown = opened?.version === version ? opened.value : undefined
  const read = async (): Promise<string | undefined> =>
    (await revealSecrets(desk, accountId, [secret]))[secret]
  const reveal = useCommand(read, {
    failed: 'toast',
    onDone: (value = '') => setOpened({ value, version }),
  })
  const copy = useCopy(name, () => shown ?? read())
  const isShown = shown !== undefined
  const toggle = (): void => {
    if (isShown) setOpened(undefined)
    else void reveal.run()
  }
  const label = name.toLowerCase()
  return (
    <PropertyRow
      label={name}
      isMono={secret === 'password'}
      value={isShown ? <span className="whitespace-pre-wrap">{shown}</span> : <HiddenValue />}
      reveal={{ label: isShown ? text.hide(label) : text.show(label), isShown, onToggle: toggle }}
      copy={{ label: text.copy(label), onCopy: () => void copy.run() }}
    />
  )
}
