import { type AccountFields, makePassword } from '@keyward/keyholder/accounts'
import { createAccount } from '@keyward/keyholder/commands'
import { type Phone, systemRandom } from '../phone/phone.ts'
import type { PersonId } from './people.ts'

interface Given {
  readonly owner: PersonId
  /** Further Owners. */
  readonly sharedWith: readonly PersonId[]
  readonly fields: Pick<AccountFields, 'appName' | 'username' | 'labels'> & Partial<AccountFields>
}

/** The accounts of the demonstration that have no passkey yet; apps and people are made up. */
export function accountsOf(perchHost: string): readonly Given[] {
  return [
    given('olga', ['uma'], 'Perch Ads', 'ads@acme.example', ['social'], { rpIds: [perchHost] }),
    given('olga', [], 'Domain Desk', 'hostmaster@acme.example', ['infrastructure'], {
      hosts: ['desk.domains.example'],
      notes: 'Renewal is on 1 March. The invoice goes to Ada.',
    }),
    given('sam', ['ada', 'olga'], 'Nimbus Cloud', 'ops@acme.example', ['infrastructure'], {
      hosts: ['console.nimbus.example'],
    }),
    given('ada', ['uma'], 'Paper & Post vendor portal', 'orders@acme.example', ['vendors'], {
      hosts: ['portal.paperpost.example'],
      notes: 'Customer number 20451.',
    }),
    given('ada', ['olga'], 'Ledgerly', 'books@acme.example', ['finance'], {
      hosts: ['app.ledgerly.example'],
    }),
    given('uma', [], 'Lark Mail', 'newsletter@acme.example', ['social'], {
      hosts: ['lark.example'],
    }),
  ]
}

/** Makes an account with a random password. @returns its id @throws {KeyholderError} as `createAccount` */
export async function addAccount(phone: Phone, fields: Partial<AccountFields>): Promise<string> {
  const password = makePassword(systemRandom, {
    length: 20,
    classes: ['lower', 'upper', 'digits', 'symbols'],
  })
  return createAccount(await phone.keyholder.desk(), { password, ...fields })
}

function given(
  owner: PersonId,
  sharedWith: readonly PersonId[],
  appName: string,
  username: string,
  labels: readonly string[],
  more: Partial<AccountFields>,
): Given {
  return { owner, sharedWith, fields: { appName, username, labels, ...more } }
}
