import type { AccountQuestion, PasskeyChoice } from '@keyward/keyholder/provider'

/** A question for an account, as the flow asks it. */
export function accountQuestion(changes: Partial<AccountQuestion> = {}): AccountQuestion {
  return {
    rpId: 'perch.example',
    rpName: 'Perch',
    matching: [],
    search: () => [],
    prefilled: {
      appName: 'Perch',
      username: 'studio@acme.example',
      displayName: 'Acme Studio',
      rpIds: ['perch.example'],
    },
    existing: 0,
    problem: undefined,
    isUsernameFree: async () => true,
    ...changes,
  }
}

/** A passkey as a choice. */
export function passkeyChoice(changes: Partial<PasskeyChoice> = {}): PasskeyChoice {
  return {
    credentialId: 'AQEB',
    accountId: 'BAQEBAQEBAQEBAQEBAQEBA',
    appName: 'Perch',
    username: 'studio@acme.example',
    displayName: 'Acme Studio',
    name: '',
    userName: 'studio@acme.example',
    relation: 'owner',
    sharedWith: 1,
    lastUsedAt: undefined,
    ...changes,
  }
}
