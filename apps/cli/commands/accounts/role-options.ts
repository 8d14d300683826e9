import type { Limits } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { type GivenLimits, LIMIT_OPTIONS, readLimits } from './limit-options.ts'

/** Rules decide who can have which; this is what the help offers. */
export const ROLES = ['owner', 'manager', 'collaborator'] as const

const LIMITS = Object.keys(LIMIT_OPTIONS) as (keyof GivenLimits)[]

interface RoleAndLimits {
  readonly role: (typeof ROLES)[number]
  readonly limits: Limits
}

/**
 * As what something is shared, and with which limits: Owners are people, and have none.
 *
 * @throws {CliError} `cli.option`
 */
export function readRoleAndLimits(
  role: RoleAndLimits['role'],
  given: GivenLimits,
  isWithTeam: boolean,
): RoleAndLimits {
  if (
    role === 'owner' &&
    LIMITS.some((limit) => given[limit] !== undefined && given[limit] !== false)
  )
    throw new CliError('cli.option', 'An Owner can not be limited: add --role collaborator.')
  if (role === 'owner' && isWithTeam)
    throw new CliError(
      'cli.option',
      'Owners are people, and not teams: leave --role out, or add --role manager.',
    )
  return { role, limits: readLimits(given) }
}
