import { callerAt, creationJson, requestJson, testAuthenticator } from '@keyward/testkit'
import {
  create,
  creationOptionsFromJSON,
  get,
  requestOptionsFromJSON,
} from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'

/** What the prompt of these benchmarks gives to whoever asks: made once, since signing is timed elsewhere. */
export interface Answers {
  /** Of the passkey, base64url. */
  readonly id: string
  readonly rpId: string
  /** Each a response in its JSON form, as a text. */
  readonly create: string
  readonly get: string
}

/** Answers of one passkey of this site. */
export async function makeAnswers(rpId: string): Promise<Answers> {
  const authenticator = testAuthenticator()
  const client = { suffixes: publicSuffixes }
  const caller = callerAt(`https://${rpId}`)
  const rp = { id: rpId, name: rpId }
  const pubKeyCredParams = [{ type: 'public-key', alg: -7 }]
  const made = await create(client, authenticator, {
    caller,
    options: creationOptionsFromJSON(creationJson({ rp, pubKeyCredParams })),
  })
  const options = requestOptionsFromJSON(requestJson({ rpId }))
  const got = await get(client, authenticator, { caller, options })
  return { id: made.id, rpId, create: JSON.stringify(made), get: JSON.stringify(got) }
}
