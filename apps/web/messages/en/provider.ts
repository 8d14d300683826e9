const AS_TITLE: Readonly<Record<string, string>> = {
  'face unlock': 'Face unlock',
  fingerprint: 'Fingerprint',
}

/** A name of biometrics at the beginning of a sentence. */
const upper = (name: string): string => AS_TITLE[name] ?? name

/** The texts of the provider's sheets. They stand apart from the app's, so that the sheets load fast. */
export const provider = {
  name: 'Keyward',
  locale: 'en',
  cancel: 'Cancel',
  close: 'Close',
  create: 'Create Passkey',
  signIn: 'Sign in',
  verified: 'Verified',
  anApp: 'An app',
  lines: {
    create: (app: string) => `${app} asks for a new passkey.`,
    signIn: (app: string) => `${app} asks you to sign in with a passkey.`,
  },
  prompt: {
    create: (app: string) => `Make a passkey for ${app}`,
    signIn: (app: string) => `Sign in to ${app}`,
    turnOn: (name: string) => `Use ${name} to unlock Passkeys`,
  },

  waiting: {
    starting: 'Opening Keyward',
    verifying: (name: string) => `Confirm with ${name}`,
    opening: 'Opening your accounts',
    signing: 'Signing in',
    gone: 'The app no longer waits for an answer.',
  },

  /** Where the scripts do not arrive. Nothing can be pressed then. */
  notStarted:
    'Keyward did not start. Close this and try again; if it happens again, open Keyward itself once. Nothing is lost.',

  unverified: {
    primary: (name: string) => `Use ${name}`,
    no_match: {
      title: 'That was no match',
      text: 'Nothing of yours was shown. Try again when you are ready.',
    },
    cancelled: {
      title: 'Not confirmed yet',
      text: 'Nothing of yours is shown before you are verified. Confirm to go on, or cancel.',
    },
    lockout: {
      title: 'Too many attempts',
      text: 'The phone has paused its biometrics. Lock the phone, unlock it with its code, then try again. Nothing is lost.',
    },
    device_locked: {
      title: 'The phone is locked',
      text: 'Unlock the phone, then try again. Nothing is lost.',
    },
    timeout: {
      title: 'The phone did not answer',
      text: 'Nothing of yours was shown. Try again.',
    },
  },

  turnOn: {
    title: (name: string) => `Turn on ${name} to unlock Passkeys`,
    line: 'Biometrics Login is off. It has to be on before this phone can use a passkey.',
    text: (name: string) =>
      `${upper(name)} opens Keyward on this phone and confirms each passkey. Your face and your fingerprints stay with the phone: Keyward never sees them.`,
    invalidated: (name: string) =>
      `${upper(name)} was changed on this phone, so Biometrics Login was turned off for your safety. Nothing is lost: turn it on again to go on.`,
    passphrase: 'Passphrase',
    passphraseText: 'Keyward is locked. Your passphrase opens it, this once.',
    show: 'Show the passphrase',
    hide: 'Hide the passphrase',
    primary: (name: string) => `Turn on ${name}`,
    pending: 'Turning on',
    openApp: 'Open Keyward once',
    openAppText: (name: string) =>
      `Keyward is locked, and iOS lets it be unlocked by passphrase in the app alone. Open Keyward: it shows where to turn on ${name}. Then ask the app again. Nothing is lost.`,
    notEnrolled: (name: string) => `No ${name} is set up on this phone`,
    notEnrolledText: (name: string) =>
      `Set up ${name} in the settings of the phone, then ask the app again. Nothing is lost.`,
    problems: {
      'wrong-passphrase': {
        title: 'The passphrase is wrong',
        text: 'Nothing is lost. Mind capital letters and spaces.',
      },
      offline: {
        title: 'The server can’t be reached',
        text: 'This phone needs it to check the passphrase. Nothing is lost. Check the connection, and try again.',
      },
      no_match: {
        title: 'That was no match',
        text: 'It was not turned on. Try again when you are ready.',
      },
      cancelled: { title: 'It is not turned on yet', text: 'There is no way on without it.' },
      lockout: {
        title: 'Too many attempts',
        text: 'The phone has paused its biometrics. Lock the phone, unlock it with its code, then try again.',
      },
      other: {
        title: 'It could not be turned on',
        text: 'Nothing is lost. Try again; if it happens again, open Keyward and turn it on there.',
      },
    },
  },

  account: {
    title: 'Create Passkey',
    existing: 'Update existing account',
    none: 'No account of yours is for this app yet.',
    others: 'Other accounts',
    search: 'Other accounts',
    searchText: 'Search by app or username',
    found: (count: number) =>
      count === 0
        ? 'No account found'
        : count === 1
          ? '1 account found'
          : `${count} accounts found`,
    newItem: (app: string) => `Create new item for "${app}"`,
    newAccount: 'New account',
    passkeys: (count: number) =>
      count === 0 ? 'No passkey yet' : count === 1 ? '1 passkey' : `${count} passkeys`,
    noUsername: 'No username',
    kept: (count: number) =>
      count === 1
        ? 'You have a passkey for this app already. It stays as it is.'
        : `You have ${count} passkeys for this app already. They stay as they are.`,
    save: 'Save',
    saving: 'Saving the passkey',
  },

  newAccount: {
    title: 'Create Account',
    line: 'The passkey is kept in a new account.',
    appName: 'App',
    appMissing: 'Give the name of the app.',
    address: 'Address',
    username: 'Username',
    displayName: 'Display name',
    checking: 'Checking the username',
    free: 'This username is free',
    taken:
      'Another account has this username. Choose another one, or go back and add the passkey to that account.',
    back: 'Back',
    save: 'Save',
    saving: 'Saving the passkey',
  },

  saved: {
    title: 'Passkey saved',
    text: (account: string) => `It signs you in to ${account} from now on.`,
    sent: 'Saved on this phone and on the server.',
    waiting: 'Saved on this phone. It waits to sync until the server can be reached.',
    done: 'Done',
  },

  passkey: {
    title: (app: string) => `Sign in to ${app}`,
    choose: 'Choose a passkey',
    signIn: 'Sign in',
    signing: 'Signing in',
    never: 'Not used yet',
    used: (ago: string) => `Used ${ago}`,
    unnamed: 'No username',
    unconfirmed: 'Not confirmed',
    unconfirmedText:
      'It was made on this phone, but the app may not have received it. If the app does not know it, nothing is lost: sign in another way, and delete it in Keyward.',
    relation: {
      alone: 'Yours alone',
      owner: (others: number) =>
        others === 1 ? 'Shared with 1 other person' : `Shared with ${others} other people`,
      manager: 'Shared with you: you sign in and may ask to share',
      collaborator: 'Shared with you: you sign in, and never hold the key',
    },
  },

  reason: {
    title: 'Why do you sign in?',
    line: 'An Owner of this account wants a reason for each sign-in. It stands in the activity.',
    label: 'Reason',
    missing: 'Give a reason, in a few words.',
    primary: 'Sign in',
  },

  approval: {
    line: 'An Owner of this account approves each of your sign-ins.',
    asking: 'Asking the Owners',
    waiting: 'Waiting for an Owner to approve',
    left: (minutes: number, seconds: number) =>
      `${minutes}:${String(seconds).padStart(2, '0')} left`,
  },

  excluded: {
    title: 'You have a passkey for this already',
    line: (app: string) => `${app} makes one passkey for each account in a passkey manager.`,
    text: 'Nothing was changed. Sign in with the passkey that is here; the app is told that there is one.',
    label: 'The passkey that is here',
    primary: 'Tell the app',
  },

  trust: {
    title: 'This app is not proven',
    app: 'App',
    signature: 'Signed by',
    forAll: 'passkeys of all sites',
    forOne: (rpId: string) => `passkeys of ${rpId}`,
    warning: (app: string, what: string) =>
      `If you allow it, ${app} gets ${what}. An app that only pretends could sign in as you. Allow it only if you know who made it.`,
    unreachableTitle: 'This app can’t be checked now',
    unreachableLine: (rpId: string) =>
      `${rpId} says which apps are its own, and can’t be reached. Nothing is lost: connect the phone, then check again.`,
    unreachableWarning: (app: string, what: string) =>
      `If you allow it once, ${app} gets ${what} unchecked, this time. An app that only pretends could sign in as you.`,
    again: 'Check again',
    reasons: {
      'unknown-browser': 'It asks in the name of a web site, and is no browser that is known.',
      'not-linked': 'The site does not name this app as its own.',
      'links-unreachable': 'The site could not be asked whether this app is its own.',
      'signature-changed': 'It is signed by somebody else than when you trusted it.',
      unsigned: 'The phone did not say who signed it.',
      'no-rp-id': 'It did not say which site its passkey is for.',
    },
    once: 'Allow once',
    always: 'Always trust this app',
    refuse: 'Give it nothing',
  },
} as const
