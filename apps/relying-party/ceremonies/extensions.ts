/** What Perch asks of the `prf` extension: one value, for the same input every time. */
const prfInput = Buffer.from('Perch tries the prf extension').toString('base64url')

/** Extension inputs as JSON (WebAuthn Level 3, §10.1.4). */
export function extensionInputs(prf: boolean): Record<string, unknown> {
  return prf ? { prf: { eval: { first: prfInput } } } : {}
}
