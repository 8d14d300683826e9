import { type ReactNode, useState } from 'react'
import { Navigate } from '@tanstack/react-router'
import { paths } from '../../app/paths.ts'
import { useSession } from '../../app/use-session.ts'

/** Screens that begin something are for devices on which nobody is signed in when they open. */
export function RequireNobody({ children }: { readonly children: ReactNode }) {
  const { kind } = useSession()
  const [isFree] = useState(kind === 'none')
  return isFree ? children : <Navigate to={paths.accounts} replace />
}
