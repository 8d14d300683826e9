/** The pages of the help. */
export type HelpPage =
  | 'index'
  | 'create-a-passkey'
  | 'sign-in-with-a-passkey'
  | 'in-your-browser'
  | 'allow-autofill'
  | 'biometrics-login'
  | 'sharing'
  | 'collections'
  | 'recovery'
  | 'when-an-app-does-not-work'

/** By the beginning of a rule: the page that says what can be done about it. */
const PAGES: readonly (readonly [start: string, page: HelpPage])[] = [
  ['session.wrong-', 'recovery'],
  ['session.offline-unlock-unavailable', 'recovery'],
  ['session.approval', 'recovery'],
  ['membership.rolled-back', 'recovery'],
  ['biometric.', 'biometrics-login'],
  ['shell.no_match', 'biometrics-login'],
  ['shell.lockout', 'biometrics-login'],
  ['shell.not_enrolled', 'biometrics-login'],
  ['shell.key_invalidated', 'biometrics-login'],
  ['shell.not_enabled', 'allow-autofill'],
  ['account.not-owner', 'sharing'],
  ['forbidden', 'sharing'],
]

/** undefined where the words of the problem say all there is to say. */
export function helpFor(rule: string): HelpPage | undefined {
  return PAGES.find(([start]) => rule.startsWith(start))?.[1]
}
