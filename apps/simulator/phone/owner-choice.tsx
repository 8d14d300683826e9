import type { Owner } from './load-simulation.ts'

interface OwnerChoiceProps {
  readonly owners: readonly Owner[]
  /** Whose phone it is; undefined for nobody's. */
  readonly as: string | undefined
  readonly onChange: (as: string | undefined) => void
}

/** Gives the phone that is shown to somebody of the demonstration, or makes it nobody's. */
export function OwnerChoice({ owners, as, onChange }: OwnerChoiceProps) {
  if (owners.length === 0) return null
  return (
    <select
      aria-label="Whose phone this is"
      value={as ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      className="min-h-11 min-w-24 flex-1 basis-24 rounded-control bg-well px-2 text-note roomy:flex-none"
    >
      {owners.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {as === undefined || owners.some(({ id }) => id === as) ? null : (
        <option value={as}>{as}</option>
      )}
      <option value="">Nobody yet: a new phone</option>
    </select>
  )
}

/** An owner's name; the name in the address for somebody who is not there. */
export function nameOf(owners: readonly Owner[], as: string): string {
  return owners.find(({ id }) => id === as)?.name ?? as
}
