export { androidOrigin, parseAssetLinksUrl, parseCertificateFingerprint } from './client/android.ts'
export { bindCaller, type Caller, type Client, type Embedding } from './client/caller.ts'
export type { CancelSignal } from './client/cancel.ts'
export { runConditional } from './client/conditional.ts'
export { create, type CreateRequest } from './client/create.ts'
export { forPage } from './client/for-page.ts'
export { get, type GetRequest } from './client/get.ts'
export { creationOptionsFromPage } from './client/options/creation.ts'
export { creationOptionsFromJSON, requestOptionsFromJSON } from './client/options/json.ts'
export { tolerate } from './client/options/lenient.ts'
export { requestOptionsFromPage } from './client/options/request.ts'
export type { CreationOptions, RequestOptions } from './client/options/types.ts'
export { type Origin, parseOrigin } from './client/origin.ts'
export type {
  WellKnownFetch,
  WellKnownRequest,
  WellKnownResponse,
} from './client/related-origins.ts'
export type { AuthenticationResponse, RegistrationResponse } from './client/response.ts'
export { type RoutingFacts, routeRequest } from './client/routing.ts'
export { checkRpId } from './client/rp-id.ts'
export type { PublicSuffixes } from './client/suffixes.ts'
