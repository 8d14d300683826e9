import type { Cosign } from '@keyward/protocol'
import type { SigningRequest } from '@keyward/cosigning/signer'
import { bytesOf } from '../auth/text.ts'

/** What the signer is asked, as bytes. @throws {Refused} `bad_request` */
export function signingRequest(dealId: string, body: Cosign): SigningRequest {
  const { request } = body
  const assertion = {
    dealId,
    authenticatorData: bytesOf(body.authenticatorData, 'authenticatorData'),
    clientDataHash: bytesOf(body.clientDataHash, 'clientDataHash'),
  }
  if (request.algorithm === 'ES256') {
    const { algorithm, index } = request
    const r = bytesOf(request.r, 'request.r')
    return { ...assertion, algorithm, index, r, tag: bytesOf(request.tag, 'request.tag') }
  }
  if (request.algorithm === 'RS256') return { ...assertion, algorithm: 'RS256' }
  const { algorithm } = request
  const d = bytesOf(request.d, 'request.d')
  return { ...assertion, algorithm, d, e: bytesOf(request.e, 'request.e') }
}
