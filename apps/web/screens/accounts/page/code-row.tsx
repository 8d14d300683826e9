import { useState } from 'react'
import { type OneTimeCodes, openOneTimeCodes } from '@keyward/keyholder/commands'
import { PropertyRow } from '@keyward/ui'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useVaultVersion } from '../../../app/use-vault-version.ts'
import { messages } from '../../../messages/messages.ts'
import { useCopy } from '../parts/use-copy.ts'
import { useNow } from '../../../app/use-now.ts'
import { HiddenValue } from './hidden-value.tsx'
import { grouped } from './grouped.ts'

/** What was opened, and when: without codes where the seed gives none. */
interface Opened {
  readonly codes: OneTimeCodes | undefined
  readonly version: number
}

/** The code of the moment, with the seconds that it has left. */
export function CodeRow({ accountId }: { readonly accountId: string }) {
  const text = messages.accounts
  const desk = useDesk()
  const { clock } = desk.platform
  const version = useVaultVersion()
  const [opened, setOpened] = useState<Opened>()
  // After a change the seed may be another one: it is hidden.
  const now = opened?.version === version ? opened : undefined
  const codes = now?.codes
  const reveal = useCommand(() => openOneTimeCodes(desk, accountId), {
    failed: 'toast',
    onDone: (given) => setOpened({ codes: given, version }),
  })
  const copy = useCopy(text.fields.oneTimeCodeSeed, async () => {
    const given = codes ?? (await openOneTimeCodes(desk, accountId))
    if (given === undefined) setOpened({ codes: undefined, version })
    return given?.codeAt(clock()).code
  })
  const label = text.fields.oneTimeCodeSeed.toLowerCase()
  const isShown = codes !== undefined
  const toggle = (): void => {
    if (isShown) setOpened(undefined)
    else void reveal.run()
  }
  return (
    <PropertyRow
      label={text.fields.oneTimeCodeSeed}
      value={valueOf(now)}
      reveal={{ label: isShown ? text.hide(label) : text.show(label), isShown, onToggle: toggle }}
      copy={{ label: text.copy(label), onCopy: () => void copy.run() }}
    />
  )
}

function valueOf(opened: Opened | undefined) {
  if (opened === undefined) return <HiddenValue />
  if (opened.codes === undefined) return messages.accounts.page.badCode
  return <Live codes={opened.codes} />
}

function Live({ codes }: { readonly codes: OneTimeCodes }) {
  const now = useNow(1000)
  const { code, expiresAt } = codes.codeAt(now)
  const left = Math.max(1, Math.ceil((expiresAt - now) / 1000))
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <span className="font-mono text-lead">{grouped(code)}</span>
      <span className="flex items-center gap-2 text-note text-soft">
        <progress
          aria-hidden
          className="h-1 w-12 appearance-none overflow-hidden rounded-small bg-well [&::-moz-progress-bar]:bg-edge [&::-webkit-progress-bar]:bg-well [&::-webkit-progress-value]:bg-edge"
          max={codes.period}
          value={left}
        />
        <span role="timer">{messages.accounts.page.codeLeft(left)}</span>
      </span>
    </span>
  )
}
