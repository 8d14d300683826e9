import { type CborMap, CodecError, encodeCbor } from '@keyward/codec'
import type { RecordField } from '@keyward/codec/records'
import { sha256 } from '@keyward/primitives/hash'
import type { EddsaRequest, Es256Request, Rs256Request } from '../assertion/assertion.ts'
import { SIGN_IN_BINDING } from '../labels.ts'
import { fieldsFor, malformed } from './statement.ts'

/** What makes one sign-in the only one of its kind in a deal; a whole `SigningRequest` is one, too. */
export type BoundRequest =
  | Pick<Es256Request, 'algorithm' | 'dealId' | 'index'>
  | Pick<EddsaRequest, 'algorithm' | 'dealId' | 'd' | 'e'>
  | Pick<Rs256Request, 'algorithm' | 'dealId'>

/**
 * Names one request to the signer, 32 bytes: the deal, and with ES256 its index, with EdDSA both
 * nonces. RS256 has nothing of the kind: there, what is signed tells sign-ins apart, and stands
 * beside this in an approval.
 *
 * @throws {CosigningError} `approval.malformed` when a part has not its form
 */
export function signInBinding(request: BoundRequest): Uint8Array {
  try {
    return sha256(encodeCbor([SIGN_IN_BINDING, mapOf(request)]))
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause
    throw malformed('approval', 'its request is no canonical CBOR', { cause })
  }
}

const { record, id, integer, bytes, oneOf } = fieldsFor('approval')

const es256 = record({ algorithm: oneOf('ES256'), dealId: id, index: integer(0) })
const eddsa = record({ algorithm: oneOf('EdDSA'), dealId: id, d: bytes(32), e: bytes(32) })
const rs256 = record({ algorithm: oneOf('RS256'), dealId: id })

function mapOf(request: BoundRequest): CborMap {
  if (request.algorithm === 'ES256') return checked(es256, es256.encode(request))
  if (request.algorithm === 'EdDSA') return checked(eddsa, eddsa.encode(request))
  return checked(rs256, rs256.encode(request))
}

/** Encoding alone does not look at values. */
function checked(form: RecordField<unknown>, map: CborMap): CborMap {
  form.parse(map)
  return map
}
