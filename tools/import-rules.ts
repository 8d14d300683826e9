import { ABOVE } from './import-rules/above.ts'
import { APPS } from './import-rules/apps.ts'
import { PACKAGES } from './import-rules/packages.ts'
import type { Row } from './import-rules/row.ts'

/**
 * The rows by path; the longest path that holds a file decides about it. A new package needs a row
 * here, in the same change, that only points downwards:
 * codec ← primitives ← webauthn, workspace, vault, log; protocol → codec, primitives/hash, rules of
 * workspace; all of these ← keyholder ← apps/cli. The server has none of vault, keyholder and the
 * authenticator among its imports, so that it can't open anything by construction.
 */
export const RULES: Readonly<Record<string, Row>> = { ...PACKAGES, ...APPS, ...ABOVE }
