/** One environment variable of the server, as the documentation shows it. */
export interface Setting {
  readonly name: `KEYWARD_${string}`
  /** What it takes. */
  readonly takes: string
  /** What holds where it is absent or empty. */
  readonly byDefault: string
  readonly meaning: string
}

/** Every environment variable that the server reads, in the order of its documentation. */
export const SETTINGS = [
  {
    name: 'KEYWARD_DATA',
    takes: 'a folder',
    byDefault: 'data/server',
    meaning:
      'Where everything is kept. It is made when it is missing, and nobody else may read it.',
  },
  {
    name: 'KEYWARD_SECRETS',
    takes: 'a file',
    byDefault: 'secrets.json in the data folder',
    meaning:
      'Where the secrets of the server are kept, apart from the database. Without them no passphrase opens anything: see admin backup-secrets.',
  },
  {
    name: 'KEYWARD_SIGNER',
    takes: 'a file',
    byDefault: 'signer/signer.sqlite in the data folder',
    meaning:
      'The store of the signer, which knows what it has co-signed. Never back it up, copy it or put it back: when it is lost, shared sign-ins are made anew.',
  },
  {
    name: 'KEYWARD_HOST',
    takes: 'an address of this machine',
    byDefault: '127.0.0.1',
    meaning: 'The address to listen on. The default serves this machine only.',
  },
  {
    name: 'KEYWARD_PORT',
    takes: '0 to 65535',
    byDefault: '8700',
    meaning: 'The port to listen on; 0 means any free one.',
  },
  {
    name: 'KEYWARD_PORT_NEXT',
    takes: 'yes or no',
    byDefault: 'no',
    meaning: 'Whether to take the next free port when that one is in use.',
  },
  {
    name: 'KEYWARD_ORIGIN',
    takes: 'an origin, such as https://keyward.example',
    byDefault: 'http://localhost and the port, or https with a certificate',
    meaning:
      'How people and devices reach the server. It has to be https unless it is on localhost, and is needed when the server listens for other machines.',
  },
  {
    name: 'KEYWARD_RP_ID',
    takes: 'a host name',
    byDefault: 'the host name of the origin',
    meaning:
      'The RP ID of passkeys that sign in to Keyward itself: the host name of the origin, or a domain above it. Those passkeys stop working when it is changed.',
  },
  {
    name: 'KEYWARD_EXTENSION',
    takes: 'the ID of a browser extension, or none',
    byDefault: 'the ID of Keyward’s own extension',
    meaning:
      'The extension for Chromium whose own passkeys may sign in. Its ID is fixed; a package of one’s own making may have another.',
  },
  {
    name: 'KEYWARD_SIGNUP',
    takes: 'setup-code, invite or open',
    byDefault: 'setup-code',
    meaning:
      'Who may create a workspace: whoever has the code that the server shows while it has none, nobody, or anybody.',
  },
  {
    name: 'KEYWARD_SIGNUP_OPEN_ANYWHERE',
    takes: 'yes or no',
    byDefault: 'no',
    meaning:
      'Says a second time that anybody may create a workspace, on a server that others reach.',
  },
  {
    name: 'KEYWARD_TRUST_PROXY',
    takes: 'yes or no',
    byDefault: 'no',
    meaning:
      'Whether one proxy stands in front, does TLS, and writes the true address of a caller as the last in X-Forwarded-For.',
  },
  {
    name: 'KEYWARD_TLS_CERT',
    takes: 'a PEM file',
    byDefault: 'none: plain HTTP',
    meaning: 'The certificate with its chain. Read at start only.',
  },
  {
    name: 'KEYWARD_TLS_KEY',
    takes: 'a PEM file',
    byDefault: 'none: plain HTTP',
    meaning: 'The private key of the certificate. Read at start only.',
  },
  {
    name: 'KEYWARD_SMTP_URL',
    takes: 'smtp:// or smtps://, with user and password if needed',
    byDefault: 'none: no mail is sent',
    meaning:
      'The mail server that announces invitations. TLS is required of it unless it is this machine.',
  },
  {
    name: 'KEYWARD_SMTP_FROM',
    takes: 'a mail address',
    byDefault: 'none',
    meaning: 'The sender of that mail. Set together with KEYWARD_SMTP_URL.',
  },
  {
    name: 'KEYWARD_LOG',
    takes: 'debug, info, warn, error or silent',
    byDefault: 'info',
    meaning: 'How much is logged, on standard error: JSON lines, or readable ones on a terminal.',
  },
  {
    name: 'KEYWARD_METRICS',
    takes: 'off, loopback or the path of a file with a token',
    byDefault: 'off',
    meaning:
      'Who may read /metrics: nobody, this machine, or whoever shows the token as Authorization: Bearer.',
  },
  {
    name: 'KEYWARD_WEB',
    takes: 'a folder',
    byDefault: 'none: no web app',
    meaning: 'The built web app, which is shown at the origin: apps/web/dist after its build.',
  },
  {
    name: 'KEYWARD_HELP',
    takes: 'a folder',
    byDefault: 'docs/help of the program',
    meaning: 'The help pages, in Markdown, which are served below /help/. Read at start only.',
  },
  {
    name: 'KEYWARD_SIMULATOR',
    takes: 'an origin on this machine, such as http://phone.localhost:8702',
    byDefault: 'none: nothing may frame the app',
    meaning:
      'For development: where the simulated phone is, which may then host the app. Refused on a server that others reach.',
  },
  {
    name: 'KEYWARD_OPERATORS',
    takes: 'addresses of members, with commas between',
    byDefault: 'whoever created the workspace',
    meaning:
      'Who can reach this machine: they are marked where accounts are shared, because somebody who signs in with an account and runs its server could take the key.',
  },
  {
    name: 'KEYWARD_DIRECTORY_URL',
    takes: 'an https address',
    byDefault: "none: the program's own list",
    meaning:
      "A list of apps that support passkeys, fetched at start and every day: JSON, in Keyward's form or that of the 2factorauth project.",
  },
] as const satisfies readonly Setting[]

export type SettingName = (typeof SETTINGS)[number]['name']

/** Variables that begin alike and belong to the command line, the tools and the tests. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  'KEYWARD_CHROMIUM',
  'KEYWARD_FIREFOX',
  'KEYWARD_HOME',
  'KEYWARD_LONG',
  'KEYWARD_SEED',
  'KEYWARD_TEST_REPORT',
])

/** The names in an environment that look like settings and are none, sorted. */
export function unknownSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  const known: ReadonlySet<string> = new Set(SETTINGS.map(({ name }) => name))
  return Object.keys(env)
    .filter((name) => name.startsWith('KEYWARD_') && !known.has(name) && !OF_OTHERS.has(name))
    .toSorted()
}
