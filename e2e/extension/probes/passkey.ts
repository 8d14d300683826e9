/** For the page: makes a passkey for its own host. @returns its id */
export async function makePasskey(): Promise<string> {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: new Uint8Array(32),
      rp: { name: 'A site' },
      user: { id: crypto.getRandomValues(new Uint8Array(8)), name: 'ada', displayName: 'Ada' },
      pubKeyCredParams: [
        { type: 'public-key', alg: -7 },
        { type: 'public-key', alg: -257 },
      ],
      authenticatorSelection: { residentKey: 'required' },
    },
  })
  return (made as PublicKeyCredential).id
}
