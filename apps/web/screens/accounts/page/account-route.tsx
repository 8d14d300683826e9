import { useParams } from '@tanstack/react-router'
import { AccountScreen } from './account-screen.tsx'

/** The page of the account that the address names; another account is another page. */
export function AccountRoute() {
  const { accountId = '' } = useParams({ strict: false }) as { readonly accountId?: string }
  return <AccountScreen key={accountId} accountId={accountId} />
}
