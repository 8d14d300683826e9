import type { ReactNode } from 'react'
import type { AccountRole } from '@keyward/workspace/rules'
import { TextLink } from '@keyward/ui'
import Check from 'lucide-react/icons/check'
import X from 'lucide-react/icons/x'
import { paths } from '../../../app/paths.ts'
import { messages } from '../../../messages/messages.ts'
import type { RoleMeanings } from './words.ts'

export interface WhatItMeansProps {
  readonly role: AccountRole
  /** What the roles mean on what is shared; on an account when it is left out. */
  readonly means?: RoleMeanings | undefined
}

/** What somebody with this role will and won't be able to do. */
export function WhatItMeans({ role, means = messages.sharing.means }: WhatItMeansProps) {
  const { willLabel, wontLabel } = messages.sharing.means
  const { will, wont } = means[role]
  return (
    <div className="flex flex-col gap-1">
      <Points label={willLabel} points={will} icon={<Check />} />
      {wont.length === 0 ? null : <Points label={wontLabel} points={wont} icon={<X />} />}
    </div>
  )
}

/** What can't be promised to whoever shares, said openly. */
export function SaidOpenly({ holdsKey }: { readonly holdsKey: boolean }) {
  const { title, help, owner, withoutKey } = messages.sharing.openly
  return (
    <div className="rounded-medium bg-well px-4 py-3">
      <h3 className="text-note font-medium">{title}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-4 text-note text-soft">
        {(holdsKey ? owner : withoutKey).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <p className="mt-2 text-note">
        <TextLink href={paths.help('sharing')}>{help}</TextLink>
      </p>
    </div>
  )
}

interface PointsProps {
  readonly label: string
  readonly points: readonly string[]
  readonly icon: ReactNode
}

function Points({ label, points, icon }: PointsProps) {
  return (
    <ul aria-label={label} className="flex flex-col gap-1">
      {points.map((point) => (
        <li key={point} className="flex gap-2 text-body">
          <span aria-hidden className="mt-0.5 shrink-0 text-soft [&>svg]:size-4">
            {icon}
          </span>
          {point}
        </li>
      ))}
    </ul>
  )
}
