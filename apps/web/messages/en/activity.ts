/** What a sentence is made of. Names stand for ids where they are known. */
export interface ActivityFacts {
  readonly who: string
  /** The account, as it is listed here. */
  readonly account: string
  /** The member that it was done to. */
  readonly member: string
  readonly device: string
  readonly role: string
  readonly policy: string
  readonly value: string
  readonly method: string
  readonly secret: string
  readonly reason: string
  /** Which limit or rule refused a shared sign-in. */
  readonly refusedBy: string
  readonly isApproved: boolean
  readonly count: number
}

const accounts = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`)

export const activity = {
  title: 'Activity',
  text: 'What happened in the workspace. Nobody can change or leave out an entry unnoticed.',
  ownText: 'What you did, and what happened to the accounts that you own.',
  list: 'Entries, the newest first',
  empty: 'Nothing fits',
  emptyText: 'Nothing was logged that these filters let through.',
  clear: 'Clear filters',
  older: 'Show older',
  start: 'This is where it begins.',
  reason: (reason: string) => `“${reason}”`,
  nobody: 'Somebody',
  server: 'The server',
  someAccount: 'an account',
  someMember: 'a member',
  someDevice: 'a device',
  indexAccount: 'the key of usernames',
  collection: (name: string) => `the collection ${name}`,
  former: (name: string) => `${name} (removed)`,
  filters: {
    label: 'Filters',
    button: (count: number) => (count === 0 ? 'Filter' : `Filter (${count})`),
    after: 'From',
    before: 'Until',
    noTime: 'This is not after “From”, so nothing fits.',
    member: 'Who',
    everybody: 'Everybody',
    event: 'What',
    everything: 'Everything',
    account: 'Account',
    anyAccount: 'All accounts',
    chooseAccount: 'Choose an account',
    search: 'Search accounts',
    clearSearch: 'Clear the search',
    none: 'No account fits',
  },
  number: (sequence: number) => `Entry ${sequence}`,
  tools: 'Proof and export',
  verify: {
    title: 'Proof',
    text: 'Checks every entry on this device: that none is missing or changed, that each device’s statement has its signature, and that the history is the one this device has seen before.',
    action: 'Verify',
    pending: 'Verifying',
    read: (count: number) => (count === 1 ? '1 entry read' : `${count} entries read`),
    done: (count: number) =>
      count === 1 ? 'The entry is genuine' : `All ${count} entries are genuine`,
    covered: 'They have the very end of the log that this device has seen.',
    older:
      'They end before what this device has seen of the log. Verify again when this device has synchronised.',
    unknown:
      'This device has not seen the log before, so it can’t tell whether the end is missing. It can from now on.',
    failedTitle: 'The log is not what it should be',
    failedText: (why: string) =>
      `${why} Your accounts and passkeys are safe. Tell the workspace’s Owner, and keep an export.`,
  },
  export: {
    title: 'Export',
    text: 'With the filters above. JSON Lines without filters can be verified by anybody in the workspace.',
    jsonl: 'Export as JSON Lines',
    csv: 'Export as CSV',
    pending: 'Exporting',
    done: (count: number) => (count === 1 ? 'Exported 1 entry' : `Exported ${count} entries`),
  },
  offline: 'Activity is kept by the server, which can’t be reached now.',
  methods: {
    passphrase: 'passphrase',
    passkey: 'passkey',
    device: 'biometrics',
    'recovery-kit': 'recovery kit',
  },
  secrets: {
    password: 'password',
    'one-time-code': 'one-time code',
    note: 'notes',
    'private-key': 'private key of a passkey',
  },
  reasons: {
    'signed-out': 'by signing out',
    revoked: 'because it was ended',
    expired: 'because its time was over',
  },
  policies: {
    uniqueUsername: 'where usernames are unique',
    createOn: 'where passkeys can be created',
    plaintextExport: 'export without encryption',
    selfAttestation: 'self attestation',
    continuity: 'new Owners for orphaned accounts',
    lockAfterMinutes: 'minutes until devices lock',
  },
  says: {
    'workspace-created': (f: ActivityFacts) => `${f.who} created the workspace`,
    'workspace-renamed': (f: ActivityFacts) => `${f.who} renamed the workspace`,
    'policy-set': (f: ActivityFacts) => `${f.who} set a policy: ${f.policy}, ${f.value}`,
    'ownership-handed-over': (f: ActivityFacts) =>
      `${f.who} handed the workspace over to ${f.member}`,
    'member-invited': (f: ActivityFacts) => `${f.who} invited somebody as ${f.role}`,
    'invitation-revoked': (f: ActivityFacts) => `${f.who} revoked an invitation`,
    'join-requested': (f: ActivityFacts) => `${f.who} asked to join by an invitation`,
    'member-joined': (f: ActivityFacts) => `${f.who} let ${f.member} in as ${f.role}`,
    'member-removed': (f: ActivityFacts) => `${f.who} removed ${f.member}`,
    'role-changed': (f: ActivityFacts) => `${f.who} made ${f.member} ${f.role}`,
    'team-changed': (f: ActivityFacts) => `${f.who} changed a team`,
    'device-added': (f: ActivityFacts) => `${f.who} added ${f.device}`,
    'device-removed': (f: ActivityFacts) => `${f.who} removed ${f.device} of ${f.member}`,
    'keys-changed': (f: ActivityFacts) => `${f.who} made new keys`,
    'unlock-method-added': (f: ActivityFacts) => `${f.who} added a way to unlock: ${f.method}`,
    'unlock-method-removed': (f: ActivityFacts) => `${f.who} removed a way to unlock: ${f.method}`,
    'session-started': (f: ActivityFacts) => `${f.who} signed in to Keyward by ${f.method}`,
    'session-ended': (f: ActivityFacts) => `A session of ${f.member} ended ${f.reason}`,
    'sign-in-refused': (f: ActivityFacts) => `${f.who} was refused signing in to Keyward`,
    'request-refused': (f: ActivityFacts) => `${f.who} was refused something`,
    'account-created': (f: ActivityFacts) => `${f.who} created ${f.account}`,
    'account-changed': (f: ActivityFacts) => `${f.who} changed ${f.account}`,
    'account-deleted': (f: ActivityFacts) => `${f.who} deleted ${f.account}`,
    'account-restored': (f: ActivityFacts) => `${f.who} restored ${f.account}`,
    'account-shared': (f: ActivityFacts) => `${f.who} shared ${f.account} with ${f.member}`,
    'account-unshared': (f: ActivityFacts) =>
      `${f.who} stopped sharing ${f.account} with ${f.member}`,
    'continuity-used': (f: ActivityFacts) => `${f.who} made ${f.member} Owner of ${f.account}`,
    'passkey-created': (f: ActivityFacts) => `${f.who} created a passkey for ${f.account}`,
    'passkey-signed-in': (f: ActivityFacts) => `${f.who} signed in to ${f.account}`,
    'passkey-deleted': (f: ActivityFacts) => `${f.who} deleted a passkey of ${f.account}`,
    'passkey-refused': (f: ActivityFacts) =>
      `An app told ${f.who} that it refuses a passkey of ${f.account}`,
    'secret-revealed': (f: ActivityFacts) => `${f.who} looked at the ${f.secret} of ${f.account}`,
    exported: (f: ActivityFacts) => `${f.who} exported ${accounts(f.count)}, ${f.value}`,
    imported: (f: ActivityFacts) => `${f.who} imported ${accounts(f.count)}`,
    'backup-restored': () => 'The server was restored from a backup',
    'passkey-co-signed': (f: ActivityFacts) => `${f.who} signed in to ${f.account} without the key`,
    'co-signing-refused': (f: ActivityFacts) =>
      `${f.who} was refused signing in to ${f.account}: ${f.refusedBy}`,
    'deal-made': (f: ActivityFacts) =>
      `${f.who} prepared sign-ins of ${f.member} with ${f.account}`,
    'deal-failed': (f: ActivityFacts) =>
      `A shared sign-in of ${f.who} to ${f.account} did not fit and was thrown away`,
    'terms-set': (f: ActivityFacts) => `${f.who} set the limits of ${f.member} with ${f.account}`,
    'sign-in-approval-asked': (f: ActivityFacts) =>
      `${f.who} asked for a sign-in to ${f.account} to be approved`,
    'sign-in-approval-answered': (f: ActivityFacts) =>
      `${f.who} ${f.isApproved ? 'approved' : 'declined'} a sign-in to ${f.account}`,
    'approval-window-opened': (f: ActivityFacts) =>
      `${f.who} let ${f.member} sign in to ${f.account} for some hours without asking`,
    'approval-window-closed': (f: ActivityFacts) =>
      `${f.who} ended the hours in which ${f.member} signs in to ${f.account} without asking`,
    'share-requested': (f: ActivityFacts) =>
      `${f.who} asked to share ${f.account} with ${f.member}`,
    'signer-changed': () => 'The server’s signer was replaced; shared sign-ins are prepared anew',
    'log-rolled-back': (f: ActivityFacts) =>
      `${f.who} had seen more of the activity: the server was set back`,
    'webhook-set': (f: ActivityFacts) => `${f.who} let the activity be sent to another system`,
    'webhook-removed': (f: ActivityFacts) =>
      `${f.who} ended that the activity is sent to another system`,
    'webhook-disabled': () =>
      'The activity could not be sent to another system for days, and no longer is',
  },
  kinds: {
    'workspace-created': 'Workspace created',
    'workspace-renamed': 'Workspace renamed',
    'policy-set': 'Policy set',
    'ownership-handed-over': 'Workspace handed over',
    'member-invited': 'Member invited',
    'invitation-revoked': 'Invitation revoked',
    'join-requested': 'Asked to join',
    'member-joined': 'Member let in',
    'member-removed': 'Member removed',
    'role-changed': 'Role changed',
    'team-changed': 'Team changed',
    'device-added': 'Device added',
    'device-removed': 'Device removed',
    'keys-changed': 'New keys',
    'unlock-method-added': 'Way to unlock added',
    'unlock-method-removed': 'Way to unlock removed',
    'session-started': 'Signed in to Keyward',
    'session-ended': 'Session ended',
    'sign-in-refused': 'Signing in to Keyward refused',
    'request-refused': 'Request refused',
    'account-created': 'Account created',
    'account-changed': 'Account changed',
    'account-deleted': 'Account deleted',
    'account-restored': 'Account restored',
    'account-shared': 'Account shared',
    'account-unshared': 'Sharing ended',
    'continuity-used': 'Orphaned account given an Owner',
    'passkey-created': 'Passkey created',
    'passkey-signed-in': 'Signed in with a passkey',
    'passkey-deleted': 'Passkey deleted',
    'passkey-refused': 'Passkey refused by an app',
    'secret-revealed': 'Secret looked at',
    exported: 'Accounts exported',
    imported: 'Accounts imported',
    'backup-restored': 'Backup restored',
    'passkey-co-signed': 'Signed in without the key',
    'co-signing-refused': 'Shared sign-in refused',
    'deal-made': 'Shared sign-ins prepared',
    'deal-failed': 'Shared sign-in thrown away',
    'terms-set': 'Limits set',
    'sign-in-approval-asked': 'Asked for an approval',
    'sign-in-approval-answered': 'Approval answered',
    'approval-window-opened': 'Sign-ins without asking begun',
    'approval-window-closed': 'Sign-ins without asking ended',
    'share-requested': 'Asked to share',
    'signer-changed': 'Signer replaced',
    'log-rolled-back': 'Server set back',
    'webhook-set': 'Webhook set',
    'webhook-removed': 'Webhook removed',
    'webhook-disabled': 'Webhook given up',
  },
  refusedBy: {
    'limit.sign-ins': 'no sign-ins were left',
    'limit.expired': 'the time was over',
    'limit.hours': 'it was outside of the hours that are allowed',
    'limit.user-verification': 'they were not verified',
    'limit.reason': 'there was no reason',
    'limit.approval': 'no Owner had approved it',
  },
  someRule: 'it did not fit what was shared',
  values: {
    true: 'on',
    false: 'off',
    'per-app': 'in each app',
    workspace: 'in the whole workspace',
    everywhere: 'everywhere',
    mobile: 'in the phone app only',
    encrypted: 'encrypted',
    plaintext: 'not encrypted',
  },
} as const
