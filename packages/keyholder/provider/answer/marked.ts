import { unconfirmedIds } from '../unconfirmed.ts'
import type { SealedRows } from '../rows.ts'
import type { SystemPerson } from './ports.ts'

/**
 * The person who is told, in a choice of passkeys, which of them the app may never have received. A
 * mark that can't be read is left out: nobody is kept from signing in by it.
 */
export function personWithMarks(person: SystemPerson, rows: () => SealedRows): SystemPerson {
  return {
    ...person,
    async choosePasskey({ rpId, candidates }) {
      const marked = await unconfirmedIds(rows()).catch(() => NONE)
      const shown = candidates.map((one) =>
        marked.has(one.credentialId) ? { ...one, isUnconfirmed: true } : one,
      )
      return person.choosePasskey({ rpId, candidates: shown })
    },
  }
}

const NONE: ReadonlySet<string> = new Set()
