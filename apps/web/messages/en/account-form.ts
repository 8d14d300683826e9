import { accounts } from './accounts.ts'

/** Making and changing an account. */
export const accountForm = {
  fields: accounts.fields,
  newTitle: 'New account',
  editTitle: (app: string) => `Edit ${app}`,
  mayNotCreate:
    'Your role can’t make accounts. Ask an administrator of the workspace if you need one.',
  mayNotEdit: 'Only an Owner of this account can change it.',
  appText: 'The name that people know it by.',
  usernameText: {
    'per-app': 'What you sign in with there. Two accounts of one app can’t have the same.',
    workspace: 'What you sign in with there. Two accounts of this workspace can’t have the same.',
  },
  usernameChecking: 'Looking whether the username is free',
  taken: (app: string, username: string) =>
    `The account ${app} · ${username} has this username. Choose another username.`,
  takenUnseen: 'Another account has this username. Choose another username.',
  addressesText: 'One a line, such as perch.example. Secrets are only offered there.',
  badAddress: (line: string) => `“${line}” is no web address. Nothing was saved yet.`,
  labelsText: 'Parted by commas.',
  appMissing: 'Give the name of the app.',
  seed: 'Seed of the one-time code',
  seedText: 'The text or otpauth address that the app shows beside its QR code.',
  badSeed: 'No codes can be made from this. Copy the whole text from the app.',
  change: (what: string) => `Change ${what.toLowerCase()}`,
  kept: 'Kept as it is',
  save: 'Save',
  create: 'Create account',
  pending: 'Saving',
  cancel: 'Cancel',
  saved: (app: string) => `${app} was saved.`,
  created: (app: string) => `${app} was created.`,
  show: 'Show',
  hide: 'Hide',
  generator: {
    open: 'Make a password',
    title: 'Make a password',
    made: 'New password',
    again: 'Another one',
    length: (count: number) => `${count} characters`,
    lengthLabel: 'Length',
    classes: 'Made of',
    upper: 'Capital letters',
    lower: 'Small letters',
    digits: 'Digits',
    symbols: 'Signs such as ! and #',
    use: 'Use this password',
  },
  leave: {
    title: 'Leave without saving?',
    text: 'What you changed here is not saved yet, and is lost when you leave.',
    stay: 'Keep editing',
    go: 'Discard changes',
  },
  elsewhere: {
    title: 'This account was changed elsewhere meanwhile',
    taken: (names: string) => `Taken over here: ${names}.`,
    both: (names: string) =>
      `You changed the same: ${names}. Saving keeps yours; the other value stays in the history.`,
    removed:
      'It was deleted there. Nothing that you typed is lost yet: copy what you need, and restore the account first.',
  },
  and: (names: readonly string[]) => new Intl.ListFormat('en').format(names),
} as const
