import type {
  AndroidCreate,
  AndroidGet,
  IosCreate,
  IosGet,
  ProviderRequest,
} from '@keyward/channel'
import { LISTED_BROWSER, UNLISTED_BROWSER } from './caller.ts'
import type { MenuChoice } from './menu.ts'
import type { SystemRequest } from './request.ts'

/** The request as the provider gets it: raw facts, in the contract's words. */
export function toProviderRequest(request: SystemRequest, choice: MenuChoice): ProviderRequest {
  return request.platform === 'android' ? forAndroid(request, choice) : forIos(request, choice)
}

function forAndroid(request: SystemRequest, choice: MenuChoice): AndroidCreate | AndroidGet {
  const { requestId, requestJson, clientData } = request
  const common = {
    requestId,
    platform: 'android' as const,
    requestJson,
    caller: androidCaller(request),
    ...(clientData === undefined ? {} : { clientDataHash: clientData.hash }),
  }
  if (request.kind === 'create') {
    const { accountId } = choice
    return {
      ...common,
      kind: 'create',
      ...(accountId === undefined ? {} : { chosen: { accountId } }),
    }
  }
  return { ...common, kind: 'get', ...chosenPasskey(choice) }
}

function androidCaller({ caller, isBrowserListed }: SystemRequest): AndroidCreate['caller'] {
  if (caller.kind === 'app') {
    const { packageName, certificate, name } = caller.app
    return { packageName, certificates: [certificate], appName: name }
  }
  const { packageName, certificate } = isBrowserListed ? LISTED_BROWSER : UNLISTED_BROWSER
  return { packageName, certificates: [certificate], origin: caller.origin, appName: 'Browser' }
}

function forIos(request: SystemRequest, choice: MenuChoice): IosCreate | IosGet {
  const { requestId, rpId, asked, clientData, caller } = request
  const common = {
    requestId,
    platform: 'ios' as const,
    rpId,
    clientDataHash: clientData?.hash ?? '',
    userVerification: asked.userVerification,
    ...(asked.prf === undefined ? {} : { prf: asked.prf }),
  }
  if (request.kind === 'get') {
    return {
      ...common,
      kind: 'get',
      allowedCredentials: asked.credentials,
      ...chosenPasskey(choice),
    }
  }
  const { user, algorithms } = asked
  return {
    ...common,
    kind: 'create',
    userName: user?.name ?? '',
    userHandle: user?.id ?? '',
    ...(user?.displayName === undefined ? {} : { userDisplayName: user.displayName }),
    supportedAlgorithms: algorithms ?? [],
    excludedCredentials: asked.credentials,
    ...(caller.kind === 'app' ? { appName: caller.app.name } : {}),
  }
}

function chosenPasskey({ credentialId }: MenuChoice) {
  return credentialId === undefined ? {} : { chosen: { credentialId } }
}
