import { SETTINGS } from '../config/settings.ts'

export const HELP = `Looks after a Keyward server. It reads the same settings as the server does.

Usage
  node apps/server/admin.ts backup FILE               copy the database to a file, while the server runs
  node apps/server/admin.ts restore FILE [--replace]  put such a copy in place; the server is stopped
  node apps/server/admin.ts backup-secrets FILE       seal the server's secrets with a passphrase
  node apps/server/admin.ts restore-secrets FILE      put them back
  node apps/server/admin.ts directory import FILE     take a list of apps that support passkeys
  node apps/server/admin.ts check                     look whether a start would succeed
  node apps/server/admin.ts setup-code [--renew]      show the setup code, or make a new one
  node apps/server/admin.ts settings                  list the settings

A passphrase is asked for, or is the first line of standard input.

Exit codes
  0   done
  1   not done; standard error says why
  2   mistyped
`

/** The table of settings, for people. */
export function settingsText(): string {
  return SETTINGS.map(
    ({ name, takes, byDefault, meaning }) =>
      `${name}\n  ${meaning}\n  Takes ${takes}. Default: ${byDefault}.\n`,
  ).join('\n')
}
