import type { Group } from '../frame/groups.ts'

/** Everything after `keyward`, in the order in which people meet it. */
export const GROUPS: readonly Group[] = [
  {
    name: 'up',
    summary: 'Start a Keyward server on this machine.',
    load: async () => [(await import('./up.ts')).up],
  },
  {
    name: 'workspace',
    summary: 'Create a workspace, or show the one of this device.',
    load: async () => (await import('./workspace/group.ts')).workspaceCommands,
  },
  {
    name: 'login',
    summary: 'Sign in on a new device.',
    load: async () => [(await import('./session/login.ts')).login],
  },
  {
    name: 'logout',
    summary: 'Sign out, and erase the copy on this device.',
    load: async () => [(await import('./session/logout.ts')).logout],
  },
  {
    name: 'unlock',
    summary: 'Unlock this device until it is locked, or not used for a while.',
    load: async () => [(await import('./session/unlock.ts')).unlock],
  },
  {
    name: 'lock',
    summary: 'Lock this device for every program that runs.',
    load: async () => [(await import('./session/lock.ts')).lock],
  },
  {
    name: 'status',
    summary: 'Show whether this device is unlocked and synchronised.',
    load: async () => [(await import('./session/status.ts')).status],
  },
  {
    name: 'sync',
    summary: 'Synchronise with the server now.',
    load: async () => [(await import('./session/sync.ts')).sync],
  },
  {
    name: 'accounts',
    summary: 'Accounts: list, show, create, edit, delete, restore, share.',
    load: async () => (await import('./accounts/group.ts')).accountCommands,
  },
  {
    name: 'approvals',
    summary: 'Sign-ins of others that wait for you: list, approve, decline, window.',
    load: async () => (await import('./approvals/group.ts')).approvalCommands,
  },
  {
    name: 'dealer',
    summary: 'Keep sign-ins prepared for those with whom you share accounts.',
    load: async () => [(await import('./dealer.ts')).dealer],
  },
  {
    name: 'passkey',
    summary: 'Passkeys: create one, sign in with one, list, delete, restore.',
    load: async () => (await import('./passkey/group.ts')).passkeyCommands,
  },
  {
    name: 'members',
    summary: 'Members: list, invite, admit, change, remove.',
    load: async () => (await import('./members/group.ts')).memberCommands,
  },
  {
    name: 'teams',
    summary: 'Teams, with which accounts are shared as a whole: list, create, change, remove.',
    load: async () => (await import('./teams/group.ts')).teamCommands,
  },
  {
    name: 'collections',
    summary: 'Collections, which share several accounts at once: list, create, change, share.',
    load: async () => (await import('./collections/group.ts')).collectionCommands,
  },
  {
    name: 'agent',
    summary: 'Agents, which are programs that sign in: create, log in, sign in.',
    load: async () => (await import('./agent/group.ts')).agentCommands,
  },
  {
    name: 'devices',
    summary: 'Your devices: list, approve, remove.',
    load: async () => (await import('./devices/group.ts')).deviceCommands,
  },
  {
    name: 'renew',
    summary: 'Make new keys, with a new recovery kit and a passphrase of your choice.',
    load: async () => [(await import('./session/renew.ts')).renew],
  },
  {
    name: 'policy',
    summary: 'What the workspace has decided: list, set.',
    load: async () => (await import('./policy/group.ts')).policyCommands,
  },
  {
    name: 'activity',
    summary: 'What happened: list, export, verify.',
    load: async () => (await import('./activity/group.ts')).activityCommands,
  },
  {
    name: 'directory',
    summary: 'Apps that support passkeys: search.',
    load: async () => (await import('./directory/group.ts')).directoryCommands,
  },
  {
    name: 'report',
    summary: 'Report an app that does not work with passkeys.',
    load: async () => [(await import('./reports/report.ts')).report],
  },
  {
    name: 'reports',
    summary: 'Reports of apps that do not work: list, close, whom to ask.',
    load: async () => (await import('./reports/group.ts')).reportsCommands,
  },
  {
    name: 'export',
    summary: 'Write your accounts to a file.',
    load: async () => [(await import('./transfer/export.ts')).exportFile],
  },
  {
    name: 'import',
    summary: 'Take accounts over from a file.',
    load: async () => [(await import('./transfer/import.ts')).importFile],
  },
  {
    name: 'doctor',
    summary: 'Check this device, its copy and its server.',
    load: async () => [(await import('./doctor.ts')).doctor],
  },
]
