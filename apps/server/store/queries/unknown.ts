import { StoreError } from '../store.ts'

/** The error for a workspace that is not there. */
export function unknownWorkspace(): StoreError {
  return new StoreError('not_found', 'There is no such workspace.')
}
