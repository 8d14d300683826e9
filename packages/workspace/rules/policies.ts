/** What a workspace has decided about itself. The set is closed: another policy is another version. */
export interface Policies {
  /** Where a username has to be unique: among the accounts of one app, or in the whole workspace. */
  readonly uniqueUsername: 'per-app' | 'workspace'
  /** Where passkeys may be created: anywhere, or in the phone app alone. */
  readonly createOn: 'everywhere' | 'mobile'
  /** Whether accounts may be exported without encryption. */
  readonly plaintextExport: boolean
  /** Whether a new passkey may carry packed self-attestation when a site asks for attestation. */
  readonly selfAttestation: boolean
  /** Whether the workspace Owner and Super Admins can give an orphaned account a new Owner. */
  readonly continuity: boolean
  /** Whole minutes without use after which clients lock, 1 to 1440. */
  readonly lockAfterMinutes: number
}

export type PolicyName = keyof Policies

/** What holds in a workspace that has set nothing. */
export const DEFAULT_POLICIES: Policies = {
  uniqueUsername: 'per-app',
  createOn: 'everywhere',
  plaintextExport: false,
  selfAttestation: false,
  continuity: false,
  lockAfterMinutes: 15,
}

const isBoolean = (value: unknown): boolean => typeof value === 'boolean'

const VALID: Readonly<Record<PolicyName, (value: unknown) => boolean>> = {
  uniqueUsername: (value) => value === 'per-app' || value === 'workspace',
  createOn: (value) => value === 'everywhere' || value === 'mobile',
  plaintextExport: isBoolean,
  selfAttestation: isBoolean,
  continuity: isBoolean,
  lockAfterMinutes: (value) =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 1440,
}

/** One policy and its new value. */
export type PolicySetting = {
  readonly [Name in PolicyName]: { readonly policy: Name; readonly value: Policies[Name] }
}[PolicyName]

/** The setting when the policy exists and may have this value, otherwise undefined. */
export function parsePolicySetting(policy: unknown, value: unknown): PolicySetting | undefined {
  if (typeof policy !== 'string' || !Object.hasOwn(VALID, policy)) return undefined
  return VALID[policy as PolicyName](value) ? ({ policy, value } as PolicySetting) : undefined
}

/** The policies after one of them was set. */
export function withPolicy(policies: Policies, setting: PolicySetting): Policies {
  return { ...policies, [setting.policy]: setting.value }
}
