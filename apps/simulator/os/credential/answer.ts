import type { IosCreateResult, IosGetResult, ProviderResult } from '@keyward/channel'
import type { SystemRequest } from './request.ts'

type Json = Readonly<Record<string, unknown>>

/** What the provider gave is not an answer to what it was asked. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError'
}

/**
 * The provider's result as the app gets it: a RegistrationResponseJSON or AuthenticationResponseJSON
 * with the client data that was really signed.
 *
 * @throws {AnswerError} when it is no answer to this request
 */
export function answerFrom(request: SystemRequest, result: ProviderResult): Json {
  if ('responseJson' in result) return fromAndroid(request, result.responseJson)
  if (request.platform !== 'ios') throw new AnswerError('This is an answer of another platform.')
  if (result.rpId !== request.rpId || result.clientDataHash !== request.clientData?.hash) {
    throw new AnswerError('This answers another request.')
  }
  const isCreation = 'attestationObject' in result
  if (isCreation !== (request.kind === 'create')) {
    throw new AnswerError('This answers a request of the other kind.')
  }
  return isCreation ? fromIosCreation(request, result) : fromIosAssertion(request, result)
}

function fromAndroid(request: SystemRequest, text: string): Json {
  if (request.platform !== 'android') {
    throw new AnswerError('This is an answer of another platform.')
  }
  const json = parseObject(text)
  const { response } = json
  if (typeof response !== 'object' || response === null || typeof json['id'] !== 'string') {
    throw new AnswerError('The answer is no credential.')
  }
  if (request.clientData === undefined) return json
  // A browser put a hash in the request: what the provider wrote there is a placeholder.
  return { ...json, response: { ...response, clientDataJSON: request.clientData.json } }
}

function fromIosCreation(request: SystemRequest, result: IosCreateResult): Json {
  return credential(result, {
    clientDataJSON: request.clientData?.json,
    attestationObject: result.attestationObject,
    transports: ['hybrid', 'internal'],
  })
}

function fromIosAssertion(request: SystemRequest, result: IosGetResult): Json {
  const { authenticatorData, signature, userHandle } = result
  return credential(result, {
    clientDataJSON: request.clientData?.json,
    authenticatorData,
    signature,
    userHandle,
  })
}

function credential({ credentialId, prf }: IosCreateResult | IosGetResult, response: Json): Json {
  return {
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    response,
    authenticatorAttachment: 'platform',
    clientExtensionResults: prf === undefined ? {} : { prf },
  }
}

function parseObject(text: string): Json {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AnswerError('The answer is not JSON.', { cause })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw new AnswerError('The answer is no object.')
}
