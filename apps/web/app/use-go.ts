import { useCallback } from 'react'
import { useRouter } from '@tanstack/react-router'

/** Goes to a place in the app; see `paths`. */
export type Go = (path: string, options?: { readonly replace?: boolean }) => void

export function useGo(): Go {
  const router = useRouter()
  return useCallback(
    (path, { replace = false } = {}) => void router.navigate({ to: path, replace }),
    [router],
  )
}
