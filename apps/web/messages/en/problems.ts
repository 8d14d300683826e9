const KEPT = 'What you have on this device is kept.'

/** What is said of a failure, by its rule; the part before a colon stands for all that follow it. */
export const problems = {
  other: {
    title: 'That did not work',
    text: 'Nothing was changed. Try again; if it happens again, report it to your administrator.',
    because: (message: string) => `${message} Nothing was changed.`,
  },
  byRule: {
    declined: {
      title: 'Nothing was confirmed',
      text: 'The request was cancelled or took too long. Nothing was changed. Try again when you are ready.',
      canRetry: true,
    },
    'session.locked': {
      title: 'Keyward is locked',
      text: 'Nothing was changed. Unlock it, and try again.',
    },
    'session.exists': {
      title: 'Somebody is signed in here',
      text: 'Nothing was changed. Unlock Keyward, or sign out of this device first.',
    },
    'session.wrong-passphrase': {
      title: 'The address or passphrase is wrong',
      text: 'Nothing is lost. Check both, and mind capital letters and spaces.',
    },
    'session.wrong-kit': {
      title: 'This recovery kit does not fit',
      text: 'Nothing is lost. Check each word against your copy: a kit that was replaced by a newer one no longer opens anything.',
    },
    'session.weak-passphrase': {
      title: 'This passphrase is too easy to guess',
      text: 'Take five or more words that do not belong together.',
    },
    'session.offline-unlock-unavailable': {
      title: 'That can’t unlock this device now',
      text: 'Nothing is lost. Use your passphrase while the server can be reached, or your recovery kit.',
    },
    'session.removed': {
      title: 'This device was removed from the workspace',
      text: 'What Keyward kept here has been erased. Ask an administrator if that was not meant.',
    },
    'session.ended': {
      title: 'The server asks you to unlock again',
      text: `${KEPT} Lock Keyward and unlock it with your passphrase.`,
    },
    'session.not-admitted': {
      title: 'You wait to be admitted',
      text: 'An administrator of the workspace has to let you in. Nothing is lost meanwhile.',
    },
    'session.approval': {
      title: 'The other device did not approve this one',
      text: 'Nothing was changed. Start again on both devices, and compare what they show.',
      canRetry: true,
    },
    'session.none': {
      title: 'No workspace was found',
      text: 'This server has no workspace yet, or several. Use the link that you were given.',
    },
    'remote.offline': {
      title: 'The server can’t be reached',
      text: `${KEPT} Check the connection, and try again.`,
      canRetry: true,
    },
    'remote.not-a-server': {
      title: 'This is not your Keyward server',
      text: `${KEPT} Check the address and the network that you are in.`,
      canRetry: true,
    },
    'remote.malformed': {
      title: 'The server gave an answer that can’t be right',
      text: 'Nothing was changed. Tell the person who runs the server.',
    },
    'remote.refused': {
      title: 'The server refused this',
      text: 'Nothing was changed. Try again, and tell your administrator if it happens again.',
      canRetry: true,
    },
    'remote.refused:rate_limited': {
      title: 'Too many attempts',
      text: 'Nothing was changed. Wait a minute, then try again.',
      canRetry: true,
    },
    'remote.refused:setup_code_wrong': {
      title: 'The setup code is wrong',
      text: 'Nothing was made. The server shows its setup code when it starts for the first time.',
    },
    'remote.refused:signup_closed': {
      title: 'This server takes no new workspaces',
      text: 'Nothing was made. Join a workspace by invitation, or ask the person who runs the server.',
    },
    'remote.refused:address_taken': {
      title: 'This address is taken',
      text: 'Somebody in this workspace signs in with it. Choose another one.',
    },
    'remote.refused:storage_full': {
      title: 'The server is full',
      text: 'Nothing was changed. Tell the person who runs it.',
    },
    'remote.refused:upgrade_client': {
      title: 'This app is too old for the server',
      text: `${KEPT} Load Keyward again to get the newest version.`,
    },
    'remote.refused:upgrade_server': {
      title: 'The server is too old for this app',
      text: `${KEPT} Tell the person who runs the server.`,
    },
    'membership.invitation': {
      title: 'This invitation can’t be used',
      text: 'It was used, revoked, has expired, or is not complete. Nothing was made. Ask for a new one.',
    },
    'membership.refused': {
      title: 'The workspace does not take this',
      text: 'Nothing was changed. Names have 1 to 100 characters.',
    },
    'membership.unknown-member': {
      title: 'This member is not in the workspace any more',
      text: 'Nothing was changed.',
    },
    'membership.forked': {
      title: 'The server shows different histories',
      text: 'Keyward stopped before anything was changed. Tell the workspace’s Owner before you go on.',
    },
    'membership.rolled-back': {
      title: 'The server shows an older history',
      text: 'Keyward stopped before anything was changed. Tell the workspace’s Owner before you go on.',
    },
    'membership.other-workspace': {
      title: 'The server answered for another workspace',
      text: 'Nothing was changed. Tell the person who runs the server.',
    },
    'membership.proof': {
      title: 'The server names other keys than yours',
      text: 'Keyward stopped before anything was shared. Tell the workspace’s Owner before you go on.',
    },
    'account.unknown': {
      title: 'This account is not here any more',
      text: 'It was deleted, or is no longer shared with you.',
    },
    'account.username-taken': {
      title: 'Another account has this username',
      text: 'Nothing was saved yet. Choose another username.',
    },
    'account.incomplete': {
      title: 'The app’s name is missing',
      text: 'Nothing was saved yet. Give the name of the app.',
    },
    'remote.refused:approval_unknown': {
      title: 'This waits no more',
      text: 'It was answered already, or its time is over. Nothing was changed.',
    },
    'cosigning.approval-refused': {
      title: 'This sign-in can’t be approved',
      text: 'It was answered already, its two minutes are over, or it is not what it says. Nothing was approved.',
    },
    'replica.full': {
      title: 'This device has no space left',
      text: 'Nothing was saved. Make room, and try again.',
      canRetry: true,
    },
    'replica.damaged': {
      title: 'What this device keeps is damaged',
      text: 'The server has what was synchronised. Sign out here and sign in again.',
    },
    'replica.newer': {
      title: 'A newer Keyward has been used here',
      text: 'Nothing is lost. Load Keyward again to get the newest version.',
    },
    'replica.unavailable': {
      title: 'This browser does not let Keyward keep anything',
      text: 'Nothing was saved. Private windows and blocked site data do this: open Keyward in a normal window.',
      canRetry: true,
    },
    'replica.closed': {
      title: 'Keyward was updated in another window',
      text: 'Nothing is lost. Load Keyward again.',
    },
    'biometric.absent': {
      title: 'Biometrics Login is off on this device',
      text: 'Nothing is lost. Unlock with your passphrase, then turn it on again.',
    },
    'shell.no_match': {
      title: 'That was no match',
      text: 'Nothing of yours was shown. Try again, or use your passphrase.',
      canRetry: true,
    },
    'shell.cancelled': {
      title: 'Cancelled',
      text: 'Nothing was changed.',
      canRetry: true,
    },
    'shell.lockout': {
      title: 'Too many attempts',
      text: 'The phone has paused its biometrics. Unlock the phone with its code, or use your passphrase.',
    },
    'shell.not_enrolled': {
      title: 'No face or fingerprint is set up on this phone',
      text: 'Nothing was changed. Set one up in the phone’s settings first.',
    },
    'shell.key_invalidated': {
      title: 'The faces or fingerprints of this phone have changed',
      text: 'Biometrics Login was turned off for your safety. Unlock with your passphrase, then turn it on again.',
    },
    'shell.device_locked': {
      title: 'The phone is locked',
      text: 'Nothing is lost. Unlock the phone, and try again.',
      canRetry: true,
    },
    'shell.offline': {
      title: 'The phone is offline',
      text: `${KEPT} Check the connection, and try again.`,
      canRetry: true,
    },
    'shell.timeout': {
      title: 'The phone did not answer in time',
      text: 'Nothing was changed. Try again.',
      canRetry: true,
    },
    'shell.closed': {
      title: 'The phone does not answer',
      text: `${KEPT} Close Keyward and open it again.`,
    },
  },
} as const
