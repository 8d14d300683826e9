import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { creationOptionsFromPage } from './creation.ts'
import { tolerate } from './lenient.ts'
import { requestOptionsFromPage } from './request.ts'

const creation = () => ({
  rp: { id: 'example.com', name: 'Perch' },
  user: { id: Uint8Array.of(1), name: 'ada', displayName: 'Ada' },
  challenge: Uint8Array.of(2),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  timeout: 5,
  excludeCredentials: [{ type: 'public-key', id: Uint8Array.of(3), transports: ['usb'] }],
  authenticatorSelection: {
    authenticatorAttachment: 'platform',
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: 'required',
  },
  hints: ['hybrid'],
  attestation: 'none',
  attestationFormats: ['none'],
  extensions: {
    credProps: true,
    credentialProtectionPolicy: 'userVerificationRequired',
    enforceCredentialProtectionPolicy: true,
    prf: { eval: { first: Uint8Array.of(4), second: Uint8Array.of(5) } },
  },
})

const request = () => ({
  challenge: Uint8Array.of(2),
  timeout: 5,
  rpId: 'example.com',
  allowCredentials: [{ type: 'public-key', id: Uint8Array.of(3), transports: ['usb'] }],
  userVerification: 'required',
  hints: ['hybrid'],
  extensions: { prf: { eval: { first: Uint8Array.of(4) }, evalByCredential: {} } },
})

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)

/** Wraps objects all the way down, buffers apart, as reactive frameworks do. */
function reactive<T>(value: T, onGet: (target: object, key: PropertyKey) => void = () => {}): T {
  if (!isPlain(value)) return value
  const get = (target: object, key: PropertyKey): unknown => {
    onGet(target, key)
    return reactive(Reflect.get(target, key), onGet)
  }
  return new Proxy(value, { get }) as T
}

/** The same members, as getters of a class. */
function ofClass(value: object): object {
  const members = Object.entries(value).map(([name, member]) => [
    name,
    { get: () => (isPlain(member) && !Array.isArray(member) ? ofClass(member) : member) },
  ])
  return Object.create(Object.create(Object.prototype, Object.fromEntries(members)))
}

describe('[C17] options that are not plain objects', () => {
  test('Proxies', () => {
    expect(creationOptionsFromPage(reactive(creation()))).toEqual(
      creationOptionsFromPage(creation()),
    )
    expect(requestOptionsFromPage(reactive(request()))).toEqual(requestOptionsFromPage(request()))
  })

  test('instances of classes with getters', () => {
    const wanted = creationOptionsFromPage(creation())
    expect(creationOptionsFromPage(ofClass(creation()))).toEqual(wanted)
    expect(creationOptionsFromPage(tolerate(ofClass(creation()), 'page'))).toEqual(wanted)
  })

  test('objects and buffers of another realm', () => {
    const foreign = runInNewContext(`({
      challenge: new Uint8Array([2]).buffer,
      timeout: 5,
      rpId: 'example.com',
      allowCredentials: [
        { type: 'public-key', id: new DataView(new Uint8Array([3]).buffer), transports: ['usb'] },
      ],
      userVerification: 'required',
      hints: new Set(['hybrid']),
      extensions: { prf: { eval: { first: new Uint8Array([4]) }, evalByCredential: {} } },
    })`)
    expect(requestOptionsFromPage(foreign)).toEqual(requestOptionsFromPage(request()))
    const tolerated = requestOptionsFromPage(tolerate(foreign, 'page'))
    expect(tolerated).toEqual(requestOptionsFromPage(request()))
  })

  test('what a getter throws is what the page sees', () => {
    const thrown = new RangeError('of the page')
    const options = {
      get challenge(): never {
        throw thrown
      },
    }
    expect(() => requestOptionsFromPage(options)).toThrow(thrown)
  })
})

describe('members are read as Web IDL says', () => {
  function readsOf(convert: (value: unknown) => unknown, value: object): string[] {
    const reads: string[] = []
    convert(
      reactive(value, (target, key) => {
        if (!Array.isArray(target)) reads.push(String(key))
      }),
    )
    return reads
  }

  const wanted = (...lines: readonly string[]) => lines.flatMap((line) => line.split(' '))

  test('creation: in lexicographical order, each once', () => {
    expect(readsOf(creationOptionsFromPage, creation())).toEqual(
      wanted(
        'attestation attestationFormats',
        'authenticatorSelection authenticatorAttachment requireResidentKey residentKey',
        'userVerification challenge excludeCredentials id transports type',
        'extensions credProps credentialProtectionPolicy enforceCredentialProtectionPolicy',
        'prf eval first second evalByCredential',
        'hints pubKeyCredParams alg type rp name id timeout user name displayName id',
      ),
    )
  })

  test('request: in lexicographical order, each once', () => {
    expect(readsOf(requestOptionsFromPage, request())).toEqual(
      wanted(
        'allowCredentials id transports type challenge',
        'extensions credProps credentialProtectionPolicy enforceCredentialProtectionPolicy',
        'prf eval first second evalByCredential',
        'hints rpId timeout userVerification',
      ),
    )
  })

  test('the tolerant entry reads each member once too', () => {
    const reads = readsOf((value) => creationOptionsFromPage(tolerate(value, 'page')), creation())
    const names = readsOf(creationOptionsFromPage, creation())
    const extra = ['allowCredentials', 'rpId', 'userVerification']
    expect(reads.toSorted()).toEqual([...names, ...extra].toSorted())
  })
})
