import type { ProviderRequest } from '@keyward/channel'

/**
 * A new passkey goes where the person says on Create Passkey. What was tapped in the system's menu,
 * which lists accounts whatever the app is, is only what is chosen there first.
 */
export function askedAnew(request: ProviderRequest): {
  readonly request: ProviderRequest
  readonly preferred: string | undefined
} {
  if (request.kind === 'get') return { request, preferred: undefined }
  const { chosen, ...anew } = request
  return { request: anew, preferred: chosen?.accountId }
}
