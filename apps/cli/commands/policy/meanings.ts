import type { PolicyName } from '@keyward/workspace/rules'

/** What each policy decides, for people. */
export const MEANINGS: Readonly<Record<PolicyName, string>> = {
  uniqueUsername: 'where a username is unique: per-app or workspace',
  createOn: 'where passkeys may be created: everywhere or mobile',
  plaintextExport: 'whether accounts may be exported without encryption: true or false',
  selfAttestation: 'whether new passkeys may carry self-attestation: true or false',
  continuity: 'whether an orphaned account can be given a new Owner: true or false',
  lockAfterMinutes: 'minutes without use until devices lock: 1 to 1440',
}
