/** What lies together in one file: thirty small ones would take longer to ask for. */
interface Group {
  readonly name: string
  readonly test: RegExp
}

/** What loads all others: it is in the very first script, and must not bring any of them along. */
const LOADER: Group = group('preload-helper', [
  'vite/preload-helper',
  '/apps/web/platform/drawn[.]ts',
])

/** What every sheet begins with. */
const SHEET_PARTS: Group = group('sheet-parts', [
  '/node_modules/(react|react-dom|scheduler)/',
  '/lucide-react/dist/esm/(?!icons/)',
  '/lucide-react/dist/esm/icons/(plus|search|eye|eye-off)[.]',
  '/packages/(channel|codec)/',
  '/packages/primitives/(aead|error|unprintable)[.]ts',
  '/packages/ui/(classes|use-focus-once|light/|facts/time-format|fields/(choice-list|field-frame|text-field))',
  '/packages/ui/(actions/button-(content|look)|status/(badge|banner|spinner))',
  '/packages/ui/marks/(app-icon|app-look|key-mark|keyward-mark)',
  '/apps/web/(platform/(theme|names|without-eval)|shell/(connect|error|biometric-key))',
])

/** What opens the vault with a key that the device keeps, and what is in it: for the sheet and the app. */
const VAULT_PARTS: Group = group('vault-parts', [
  '/node_modules/(idb|@noble/curves/(ed25519|utils|abstract/(edwards|modular|curve))[.]js)',
  '/node_modules/@noble/hashes/(_md|_u64|hkdf|hmac|sha2|utils)[.]js',
  '/packages/primitives/(identity|aead/webcrypto|hash/sha2|signature/webcrypto)',
  '/packages/primitives/keys/(algorithm|private-key|public-key|pkcs8)[.]ts',
  '/packages/vault/(digest|error|fields|ids|labels|secret-bytes|envelope/|access/(grant|list)[.])',
  '/packages/vault/keyset/(hpke|keyset|seal-keyset|wrap|wrap-context)[.]ts',
  '/packages/vault/(local/(?!anchor)|unlock/(account-key|device)[.])',
  '/packages/workspace/(error|rules/|chain/(apply|author|bodies|encode|entry|fields|fold|ids|labels|require|sign|state))',
  '/packages/log/(error|events|fields|form|labels|statement)[.]ts',
  '/packages/webauthn/(error|data/|authenticator/credential-source)',
  '/packages/keyholder/(error|replica/|accounts/(claims|credential-source|dates|error|normalise)[.])',
  '/packages/keyholder/accounts/(content/|merge/|search/|edits/(account|edit|passkeys)[.])',
  '/packages/keyholder/commands/(desk|harmless|keyholder|reserve)[.]ts',
  '/packages/keyholder/membership/(anchor|evidence|fold|membership|snapshot|stored)[.]ts',
  '/packages/keyholder/session/(become|core|drop|open-session|others|parts|wipe|lock/|state/)',
  '/packages/keyholder/session/(calls/(remote|session-call)|unlock/(device|local-methods|open-with|resume|unlock))[.]ts',
  '/packages/keyholder/vault/(activity|apart|claims|context|create|open-vault|save|share|account/(?!may-have)|index/)',
  '/packages/keyholder/vault/rows/(?!same-row|wrapped)',
  '/apps/web/(platform/(key-store|offline-key|open-keyholder|passkeys|proof-keys|suffixes|wait)|shell/shell-fetch)',
])

/** What the app's first screen begins with besides. */
const APP_PARTS: Group = group('app-parts', [
  '/node_modules/(@tanstack/(history|react-store|router-core|store)|use-sync-external-store)/',
  '/node_modules/@tanstack/react-router/dist/esm/(?!useBlocker|useLocation)',
  '/node_modules/@tanstack/(query-core/build/modern/(?!queryObserver)|react-query/build/modern/QueryClientProvider)',
  '/apps/web/app/(start[.]ts|parts/(boundary|help-link|not-found|opening|problem)[.]tsx)',
  '/packages/ui/(given|actions/(button|link-button|text-link)|overlays/toast|status/(empty-state|skeleton|spoken))',
])

export const GROUPS: Group[] = [LOADER, SHEET_PARTS, VAULT_PARTS, APP_PARTS]

/**
 * Modules of the packages, texts, and what only the extension has say what they are and do nothing:
 * whoever takes one thing of them does not load all.
 */
export function hasSideEffects(id: string): boolean {
  return !/\/(packages|apps\/web\/(extension|messages|screens\/extension))\/.*\.tsx?$/.test(id)
}

function group(name: string, places: readonly string[]): Group {
  return { name, test: new RegExp(places.join('|')) }
}
