const b = (length: number, fill = 7): string => Buffer.alloc(length, fill).toString('base64url')

/** Responses in their JSON form, as `webauthn/client` writes them. */
export const REGISTRATION = {
  id: b(32),
  rawId: b(32),
  response: {
    clientDataJSON: b(50, 1),
    authenticatorData: b(37, 2),
    transports: ['hybrid', 'internal'],
    publicKey: b(91, 3),
    publicKeyAlgorithm: -7,
    attestationObject: b(100, 4),
  },
  authenticatorAttachment: 'platform',
  clientExtensionResults: {
    credProps: { rk: true },
    prf: { enabled: true, results: { first: b(32, 5), second: b(32, 6) } },
  },
  type: 'public-key',
}

export const ASSERTION = {
  id: b(32),
  rawId: b(32),
  response: {
    clientDataJSON: b(50, 1),
    authenticatorData: b(37, 2),
    signature: b(70, 3),
    userHandle: b(16, 4),
  },
  authenticatorAttachment: 'platform',
  clientExtensionResults: {},
  type: 'public-key',
}
